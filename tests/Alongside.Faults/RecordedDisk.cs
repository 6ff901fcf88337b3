using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Alongside.Faults;

/// <summary>
/// What a process did to its files, call by call, as a trace tells it, and what a disk may hold when the power goes at any
/// of these calls: all that was asked to be safe, and of the rest whatever chance kept, whole or torn.
/// </summary>
internal sealed partial class RecordedDisk
{
    private const int Sector = 512;

    private readonly Dictionary<string, byte[]> before;
    private readonly List<Call> calls = [];

    private RecordedDisk(Dictionary<string, byte[]> before) => this.before = before;

    private enum Kind
    {
        Write,
        Truncate,
        Synced,
    }

    /// <summary>How many calls there are.</summary>
    public int Calls => calls.Count;

    /// <summary>What is traced: calls that change a file's bytes, and calls that wait until they are safe.</summary>
    public static string Traced => "trace=pwrite64,ftruncate,fsync,fdatasync";

    /// <param name="trace">Written by strace with <c>-f -y -xx -ttt</c> and whole strings.</param>
    /// <param name="before">The files as they were when the trace began, by their names.</param>
    public static async Task<RecordedDisk> ReadAsync(string trace, Dictionary<string, byte[]> before)
    {
        var disk = new RecordedDisk(before);
        var unfinished = new Dictionary<string, (string File, int Began)>();
        await foreach (var line in File.ReadLinesAsync(trace))
        {
            disk.Read(line, unfinished);
        }

        return disk;
    }

    /// <summary>How many writes went to this file.</summary>
    public int WritesTo(string file) => calls.Count(c => c.Kind is Kind.Write && c.File == file);

    /// <summary>When a call was seen, in seconds since 1970.</summary>
    public double At(int call) => calls[call].At;

    /// <summary>Writes the files as a power cut right after a call may leave them.</summary>
    /// <returns>How many writes were lost or torn.</returns>
    public int LeaveIn(DirectoryInfo folder, int call, Random chance)
    {
        var safe = before.ToDictionary(f => f.Key, f => new MemoryStream());
        foreach (var (name, bytes) in before)
        {
            safe[name].Write(bytes);
        }

        var pending = new List<(int Index, Call Call)>();
        for (var i = 0; i <= call; i++)
        {
            if (calls[i].Kind is not Kind.Synced)
            {
                pending.Add((i, calls[i]));
                continue;
            }

            // What was asked for before the sync began is safe once it has come back.
            var (file, began) = (calls[i].File, calls[i].Offset);
            foreach (var (_, kept) in pending.Where(p => p.Call.File == file && p.Index < began))
            {
                Apply(safe, kept, _ => true);
            }

            pending.RemoveAll(p => p.Call.File == file && p.Index < began);
        }

        var lost = 0;
        foreach (var (_, unsafely) in pending)
        {
            switch (unsafely.Kind is Kind.Truncate ? 0 : chance.Next(3))
            {
                case 0:
                    Apply(safe, unsafely, _ => true);
                    break;
                case 1:
                    Apply(safe, unsafely, _ => chance.Next(2) == 0);
                    lost++;
                    break;
                default:
                    lost++;
                    break;
            }
        }

        foreach (var (name, file) in safe)
        {
            using var written = File.Create(Path.Combine(folder.FullName, name));
            file.WriteTo(written);
        }

        return lost;
    }

    private static void Apply(Dictionary<string, MemoryStream> files, Call call, Func<int, bool> sectorIsKept)
    {
        var file = files[call.File];
        if (call.Kind is Kind.Truncate)
        {
            file.SetLength(call.Offset);
            return;
        }

        for (var at = 0; at < call.Bytes.Length; at += Sector)
        {
            if (sectorIsKept(at))
            {
                file.Position = call.Offset + at;
                file.Write(call.Bytes.AsSpan(at, Math.Min(Sector, call.Bytes.Length - at)));
            }
        }
    }

    private void Read(string line, Dictionary<string, (string File, int Began)> unfinished)
    {
        if (Resumed().Match(line) is { Success: true } resumed && unfinished.Remove(resumed.Groups["who"].Value, out var sync))
        {
            Synced(resumed, sync.File, sync.Began);
            return;
        }

        if (Made().Match(line) is not { Success: true } made)
        {
            return;
        }

        var file = Path.GetFileName(Encoding.UTF8.GetString(Hex(made.Groups["file"].Value)));
        var at = double.Parse(made.Groups["at"].Value, CultureInfo.InvariantCulture);
        switch (made.Groups["call"].Value)
        {
            case "pwrite64":
                var write = Written().Match(made.Groups["rest"].Value);
                calls.Add(new(at, file, Kind.Write, long.Parse(write.Groups["offset"].Value, CultureInfo.InvariantCulture), Hex(write.Groups["bytes"].Value)));
                break;
            case "ftruncate":
                calls.Add(new(at, file, Kind.Truncate, long.Parse(Length().Match(made.Groups["rest"].Value).Value, CultureInfo.InvariantCulture), []));
                break;
            default:
                if (made.Groups["rest"].Value.Contains("<unfinished", StringComparison.Ordinal))
                {
                    unfinished[made.Groups["who"].Value] = (file, calls.Count);
                }
                else
                {
                    Synced(made, file, calls.Count);
                }

                break;
        }
    }

    private void Synced(Match line, string file, int began)
    {
        if (line.Value.TrimEnd().EndsWith("= 0", StringComparison.Ordinal))
        {
            calls.Add(new(double.Parse(line.Groups["at"].Value, CultureInfo.InvariantCulture), file, Kind.Synced, began, []));
        }
    }

    private static byte[] Hex(string escaped) => Convert.FromHexString(escaped.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<who>\d+) +(?<at>[\d.]+) (?<call>\w+)\(\d+<(?<file>[^>]+)>(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Made();

    [GeneratedRegex(@"^(?<who>\d+) +(?<at>[\d.]+) <\.\.\. (fsync|fdatasync) resumed>.*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^, ""(?<bytes>[^""]*)"", \d+, (?<offset>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex(@"\d+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Length();

    /// <param name="Offset">Where it was written, how long the file became, or before which call the sync began.</param>
    private sealed record Call(double At, string File, Kind Kind, long Offset, byte[] Bytes);
}
