using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Alongside.Bench;

/// <summary>The server's process: what it has used, and, when we started it, its beginning and its end.</summary>
internal sealed partial class ServerProcess(int id, Process? ours) : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly double TicksPerSecond = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public int Id => id;

    /// <summary>Starts a server on a free port and waits until it would have people sent to it.</summary>
    /// <returns>The server, where it listens, and how long that took.</returns>
    public static async Task<(ServerProcess Server, Uri Url, TimeSpan Took)> StartAsync(string command, CancellationToken cancel)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--urls", url.GetLeftPart(UriPartial.Authority)];
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })!;
        var server = new ServerProcess(process.Id, process);
        using var http = new HttpClient { BaseAddress = url, Timeout = Patience };
        while (!await IsReadyAsync(http, cancel))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new BrokenLineException("The server did not start.");
            }

            await Task.Delay(5, cancel);
        }

        return (server, url, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Processor time of all its threads, user and system.</summary>
    public TimeSpan ProcessorTime()
    {
        // The name, in brackets, may hold spaces; what we want stands behind it.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
    }

    /// <summary>Bytes of memory that are its own and in use (the kernel's memory for sockets is not among them).</summary>
    public long Memory()
    {
        var line = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return (long)Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (ours is not null)
        {
            _ = kill(id, Terminate);
            await ours.WaitForExitAsync();
            ours.Dispose();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/ready", UriKind.Relative), cancel);
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
