using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace Alongside.Recall.Tests;

/// <summary>What the reference said after one answer.</summary>
public readonly record struct Said(
    long PauseSeconds, Answer Answer, CardState State, int Step, double Stability, double Difficulty, int Days, int MinutesUntilDue, int Lapses);

public sealed record Sequence(int Settings, DateTimeOffset Start, Said[] Reviews);

public readonly record struct FuzzRange(int Interval, int ElapsedDays, int Longest, int Least, int Most);

/// <summary>Reads the file that <c>Vectors/make.mjs</c> writes; the form is told there.</summary>
public sealed class VectorFile
{
    private const int FuzzRanges = 512;

    private readonly byte[] _bytes;
    private int _at;

    private VectorFile(byte[] bytes) => _bytes = bytes;

    public required IReadOnlyList<SchedulerSettings> Settings { get; init; }

    public required IReadOnlyList<Sequence> Sequences { get; init; }

    public required IReadOnlyList<FuzzRange> Ranges { get; init; }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Vectors");

    public static Lazy<VectorFile> Committed { get; } = new(() => Read(Path.Combine(Folder, "vectors.gz"), 20_480));

    public static VectorFile Read(string path, int sequences)
    {
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            packed.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var reader = new VectorFile(bytes) { Settings = [], Sequences = [], Ranges = [], _at = 4 + header };
        var file = new VectorFile(bytes)
        {
            Settings = [.. JsonDocument.Parse(bytes.AsMemory(4, header)).RootElement.EnumerateArray().Select(ReadSettings)],
            Sequences = [.. Enumerable.Range(0, sequences).Select(_ => reader.ReadSequence())],
            Ranges = [.. Enumerable.Range(0, FuzzRanges).Select(_ => reader.ReadRange())],
        };
        Assert.Equal(bytes.Length, reader._at);
        return file;
    }

    private static SchedulerSettings ReadSettings(JsonElement json) => new()
    {
        Weights = Weights.From([.. json.GetProperty("w").EnumerateArray().Select(w => w.GetDouble())]),
        Retention = json.GetProperty("retention").GetDouble(),
        LongestInterval = json.GetProperty("longest").GetInt32(),
        LearningMinutes = [.. json.GetProperty("learning").EnumerateArray().Select(m => m.GetInt32())],
        RelearningMinutes = [.. json.GetProperty("relearning").EnumerateArray().Select(m => m.GetInt32())],
    };

    private Sequence ReadSequence()
    {
        var settings = (int)Number();
        var reviews = new Said[Number()];
        var start = DateTimeOffset.FromUnixTimeSeconds(Number());
        for (var i = 0; i < reviews.Length; i++)
        {
            var pause = Number();
            var packed = (int)Number();
            reviews[i] = new(pause, (Answer)(packed % 4 + 1), (CardState)(packed / 4 % 4), packed / 16,
                Number() / 1e8, Number() / 1e8, (int)Number(), (int)Number(), (int)Number());
        }
        return new(settings, start, reviews);
    }

    private FuzzRange ReadRange() => new((int)Number(), (int)Number(), (int)Number(), (int)Number(), (int)Number());

    private long Number()
    {
        var number = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[_at++];
            number |= (long)(next & 127) << shift;
            if (next < 128)
                return number;
        }
    }
}
