using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Alongside.Faults;

/// <summary>
/// The built program as a real process of its own, to be started, killed and asked how it ended. Always on a port nobody
/// else uses; start another over the same <see cref="Installation"/> to see what a restart keeps.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Where it listens, or will.</summary>
    public Uri Address { get; }

    /// <summary>A client without cookies of its own.</summary>
    public HttpClient Http { get; }

    public int Id => process.Id;

    /// <summary>It ended by SIGKILL, not by itself.</summary>
    public bool WasKilled => process.HasExited && process.ExitCode == 128 + 9;

    public bool HasEnded => process.HasExited;

    public string Output => Read(output);

    public string Errors => Read(errors);

    /// <summary>Starts the server and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(Installation installation, int? port = null)
    {
        var server = Launch(installation, port);
        try
        {
            await server.BecomesReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How long a first start takes here and now: the span in which a kill is of interest.</summary>
    public static async Task<TimeSpan> LengthOfAStartAsync(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        var began = TimeProvider.System.GetTimestamp();
        await using var server = await StartAsync(house);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Starts a command and waits for nothing.</summary>
    public static ServerProcess LaunchCommand(Installation installation, Uri address, params string[] arguments) =>
        new(Run(installation, arguments), address);

    /// <summary>Starts the server and waits for nothing.</summary>
    public static ServerProcess Launch(Installation installation, int? port = null)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? FreePort()}");
        return LaunchCommand(installation, address, "serve", "--urls", address.ToString().TrimEnd('/'));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="installation">What the command is about.</param>
    /// <param name="arguments">The command and its options.</param>
    public static async Task<Ended> RunToEndAsync(Installation installation, params string[] arguments)
    {
        await using var command = LaunchCommand(installation, new Uri("http://127.0.0.1:1"), arguments);
        return await command.EndsAsync();
    }

    /// <summary>Ready to serve people; fails when the process ends first.</summary>
    public async Task BecomesReadyAsync()
    {
        using var limit = new CancellationTokenSource(LongestStart);
        while (!await IsReadyAsync(limit.Token))
        {
            if (process.HasExited)
            {
                var ended = await EndsAsync();
                throw new InvalidOperationException($"The server ended with {ended.Code} before it was ready: {ended.Errors}");
            }

            await Task.Delay(20, limit.Token);
        }
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancel = default)
    {
        try
        {
            using var answer = await Http.GetAsync("/ready", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: no last words, nothing flushed.</summary>
    public async Task KillAsync()
    {
        Signal(9);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: asks it to finish.</summary>
    public void AskToStop() => Signal(15);

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task<Ended> StopAsync()
    {
        AskToStop();
        return await EndsAsync();
    }

    /// <summary>Waits for the end and tells how it was.</summary>
    public async Task<Ended> EndsAsync()
    {
        using var limit = new CancellationTokenSource(LongestStart);
        await process.WaitForExitAsync(limit.Token);
        return new Ended(process.ExitCode, Output, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        Http.Dispose();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Run(Installation installation, IEnumerable<string> arguments)
    {
        // artifacts/bin/Alongside.Faults/debug/ → artifacts/bin/Alongside/debug/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Alongside", here.Name, "Alongside.dll");
        string[] command = [Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet", program, .. arguments];
        if (installation.As is { } account)
        {
            command = ["runuser", "-u", account, "--", .. command];
        }

        if (installation.OpenFiles is { } most)
        {
            command = ["prlimit", $"--nofile={most}", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = installation.Data.Parent!.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("ALONGSIDE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in installation.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static void Keep(StringBuilder into, string? line)
    {
        lock (into)
        {
            into.AppendLine(line);
        }
    }

    private static string Read(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString().TrimEnd();
        }
    }

    private void Signal(int number)
    {
        if (Kill(process.Id, number) != 0 && !process.HasExited)
        {
            throw new InvalidOperationException($"Signal {number} did not reach the server.");
        }
    }

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}

/// <summary>How a process ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors);
