using Alongside.Lens.Encoder;

namespace Alongside.Lens.Tests.Encoder;

/// <summary>The encoder's weights are fetched by <c>lens install</c> and never committed; where they are not, its tests say so.</summary>
internal static class Installed
{
    private static readonly Lazy<SentenceEncoder?> Loaded = new(Load);

    public static SentenceEncoder Encoder()
    {
        Assert.SkipWhen(Loaded.Value is null, "The encoder is not here. Run: lens install --data DIR, then set ALONGSIDE_ENCODER=DIR/encoder");
        return Loaded.Value!;
    }

    private static SentenceEncoder? Load() => Environment.GetEnvironmentVariable("ALONGSIDE_ENCODER") is { Length: > 0 } folder
        ? SentenceEncoder.Read(
            File.ReadAllBytes(Path.Combine(folder, "vocab.json")),
            File.ReadAllBytes(Path.Combine(folder, "model.json")),
            [.. Directory.GetFiles(folder, "group1-shard*").Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)])
        : null;
}
