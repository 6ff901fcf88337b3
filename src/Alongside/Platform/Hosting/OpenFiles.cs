using System.Globalization;

namespace Alongside.Platform.Hosting;

/// <summary>
/// How many lines this process can hold open at once. Each line is an open file to the system, and a process that may open
/// no more of them comes to its end, with everybody in it: so whoever comes last is asked to wait instead.
/// </summary>
internal static class OpenFiles
{
    // Libraries, databases and what else is open without anybody here: about 400, and some air.
    private const int Own = 450;

    private const int AtLeast = 32;

    /// <summary>Connections of all kinds; null where the system names no limit.</summary>
    public static long? MostConnections { get; } = Limit() is { } limit ? Math.Max(AtLeast, limit - Own) : null;

    /// <summary>Streams among them: the rest is for pages, and for what people say.</summary>
    public static long MostStreams => MostConnections is { } most ? most * 3 / 4 : long.MaxValue;

    // "Max open files            1024                 524288               files": the first is ours, and the runtime has raised it to the second.
    private static long? Limit()
    {
        const string file = "/proc/self/limits";
        const string name = "Max open files";
        return OperatingSystem.IsLinux() && File.Exists(file)
            && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            && long.TryParse(line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
    }
}
