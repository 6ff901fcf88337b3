using Alongside.Lens.Encoder;

namespace Alongside.Lens.Trainer;

/// <summary>Where <c>lens install</c> unpacked the encoder's weights.</summary>
internal static class EncoderFolder
{
    public static SentenceEncoder Read(string folder) => SentenceEncoder.Read(
        File.ReadAllBytes(Path.Combine(folder, "vocab.json")),
        File.ReadAllBytes(Path.Combine(folder, "model.json")),
        [.. Directory.GetFiles(folder, "group1-shard*").Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)]);
}
