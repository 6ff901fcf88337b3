using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Console;

namespace Alongside.Platform.Hosting;

/// <summary>How this process serves, logs and stops.</summary>
internal static class Serving
{
    // What a person writes is at most 8,000 characters, of 12 bytes each when a client escapes them all; an endpoint
    // that takes more says so itself.
    public const int LargestBody = 128 * 1024;

    /// <summary>Room for far more than can be kept, so that words that are too long come back instead of being lost.</summary>
    public const int LargestForm = 1024 * 1024;

    public static void AddServing(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MaxConcurrentConnections = OpenFiles.MostConnections;
        });

        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            // What is ready to be sent is sent by the thread that has it, instead of by another one that must be woken:
            // three wake-ups fewer for each message. These are threads of the pool, so what takes long there (a password)
            // keeps nobody else's line waiting.
            sockets.UnsafePreferInlineScheduling = true;
            sockets.CreateBoundListenSocket = endpoint => NoticeHalfOpen(SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint));
        });

        // What people have sent is finished on SIGTERM, for so long at most.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));

        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = LogLines.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        // What fails is logged where it is handled. Listening here as well would make a trace of each request, kept as long
        // as a stream stays open, for nobody to read.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    /// <summary>
    /// Builds what was mapped so far, once. Authorization and routing each read the routes for themselves, and a route read
    /// is a route compiled anew: twice most of the time a start takes.
    /// </summary>
    public static void BuildEndpointsOnce(this IEndpointRouteBuilder routes)
    {
        var built = new DefaultEndpointDataSource(routes.DataSources.SelectMany(source => source.Endpoints).ToList());
        routes.DataSources.Clear();
        routes.DataSources.Add(built);
    }

    // A phone that vanished without a word leaves a connection that only looks open. With a heartbeat every 15 seconds
    // the kernel gives it up this long after the first one that nobody received; accepted sockets inherit this.
    private static Socket NoticeHalfOpen(Socket listening)
    {
        const int IpProtoTcp = 6;
        const int TcpUserTimeout = 18;
        const int Milliseconds = 20_000;
        if (OperatingSystem.IsLinux() && listening.AddressFamily is (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            listening.SetRawSocketOption(IpProtoTcp, TcpUserTimeout, BitConverter.GetBytes(Milliseconds));
        }

        return listening;
    }
}
