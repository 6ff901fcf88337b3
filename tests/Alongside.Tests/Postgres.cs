using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Alongside.Tests;

/// <summary>One throw-away PostgreSQL server for the test run; each house gets a schema of its own in it.</summary>
internal static class Postgres
{
    private static readonly Lazy<Task<Server>> Running = new(StartAsync);

    public static bool IsInstalled { get; } = FindBinaries() is not null;

    /// <summary>Where the server is, once it runs.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Running.Value).ConnectionString;

    /// <summary>A schema name nobody used yet.</summary>
    public static string FreshSchema() => "t_" + Guid.CreateVersion7().ToString("N");

    private static async Task<Server> StartAsync()
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var folder = Directory.CreateTempSubdirectory("alongside-pg-").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder);
        }

        await AsPostgresAsync($"{binaries}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8");
        var port = await StartOnAFreePortAsync(binaries, folder, data);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            // Not waited for: a test run that has ended must not be held up.
            var stop = $"{binaries}/pg_ctl -D {data} -m immediate stop; rm -rf {folder}";
            Process.Start("/bin/sh", ["-c", $"({(Environment.IsPrivilegedProcess ? $"runuser -u postgres -- sh -c '{stop}'" : stop)}) >/dev/null 2>&1 &"]).Dispose();
        };
        return new Server($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=20");
    }

    // A port that was free may be somebody else's a moment later.
    private static async Task<int> StartOnAFreePortAsync(string binaries, string folder, string data)
    {
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            try
            {
                await AsPostgresAsync($"{binaries}/pg_ctl", "-D", data, "-w", "-t", "120", "-l", Path.Combine(folder, "log"), "-o",
                    $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=300 -c fsync=off", "start");
                return port;
            }
            catch (InvalidOperationException) when (tries < 5)
            {
                Console.WriteLine($"PostgreSQL did not start on port {port}, trying another.");
            }
        }
    }

    private static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max()
        : null;

    // PostgreSQL refuses to run as root.
    private static Task AsPostgresAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
        : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits our pipes and outlives the call, so its output goes nowhere we would wait for.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Server(string ConnectionString);
}
