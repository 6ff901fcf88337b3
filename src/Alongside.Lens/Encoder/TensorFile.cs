using System.Runtime.InteropServices;
using System.Text.Json;

namespace Alongside.Lens.Encoder;

/// <summary>The weights of a TensorFlow.js graph model: names and shapes in its JSON, numbers in the shards, in that order.</summary>
internal sealed class TensorFile
{
    private readonly Dictionary<string, (int Start, int Count)> places = new(StringComparer.Ordinal);
    private readonly byte[] numbers;

    /// <param name="model">The model's JSON.</param>
    /// <param name="shards">The shards, one after another.</param>
    public TensorFile(ReadOnlySpan<byte> model, byte[] shards)
    {
        numbers = shards;
        var reader = new Utf8JsonReader(model);
        using var document = JsonDocument.ParseValue(ref reader);
        var start = 0;
        foreach (var weight in document.RootElement.GetProperty("weightsManifest").EnumerateArray().SelectMany(static group => group.GetProperty("weights").EnumerateArray()))
        {
            var count = weight.GetProperty("shape").EnumerateArray().Aggregate(1, static (product, side) => product * side.GetInt32());
            places[weight.GetProperty("name").GetString()!] = (start, count);
            start += 4 * count;
        }

        if (start != shards.Length)
        {
            throw new InvalidDataException($"The encoder's weights are {shards.Length} bytes long and not {start}.");
        }
    }

    /// <summary>The one tensor whose name holds all these parts.</summary>
    public float[] Get(int count, params string[] parts)
    {
        var found = places.Where(place => place.Value.Count == count && Array.TrueForAll(parts, part => place.Key.Contains(part, StringComparison.Ordinal))).ToList();
        return found is [var (_, place)]
            ? MemoryMarshal.Cast<byte, float>(numbers.AsSpan(place.Start, 4 * count)).ToArray()
            : throw new InvalidDataException($"The encoder's weights hold {found.Count} tensors for {string.Join(' ', parts)} and not one.");
    }
}
