using System.Text;
using System.Text.Json;

namespace Alongside.Lens.Encoder;

/// <summary>
/// Cuts a text into the pieces the encoder knows, the likeliest way (Kudo 2018, unigram language model; Viterbi).
/// </summary>
internal sealed class Pieces
{
    private const char Space = '\u2581';
    private const int Unknown = 0;

    private readonly Dictionary<string, (int Id, double Score)> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Id, double Score)>.AlternateLookup<ReadOnlySpan<char>> byLetters;
    private readonly int longest;

    private Pieces(IEnumerable<(string Text, double Score)> vocabulary, int reserved)
    {
        var id = 0;
        foreach (var (text, score) in vocabulary)
        {
            if (id >= reserved)
            {
                known[text] = (id, score);
                longest = Math.Max(longest, text.Length);
            }

            id++;
        }

        byLetters = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="vocabulary">
    /// JSON: an array of [piece, log probability]; the first six are not pieces of text. Where the package left a probability
    /// out, as it did for colons, its own tokenizer counts 0.
    /// </param>
    public static Pieces Read(ReadOnlySpan<byte> vocabulary)
    {
        const int Reserved = 6;
        var reader = new Utf8JsonReader(vocabulary);
        using var document = JsonDocument.ParseValue(ref reader);
        return new Pieces([.. document.RootElement.EnumerateArray().Select(static pair => (pair[0].GetString()!, pair[1].ValueKind is JsonValueKind.Number ? pair[1].GetDouble() : 0))], Reserved);
    }

    /// <summary>Ids of the known pieces in order; a stretch nobody knows is left out.</summary>
    public List<int> Of(string text)
    {
        var ready = Ready(text);
        var best = new double[ready.Length + 1];
        var from = new int[ready.Length + 1];
        var piece = new int[ready.Length + 1];
        Array.Fill(best, double.NegativeInfinity);
        best[0] = 0;
        for (var start = 0; start < ready.Length; start++)
        {
            var letters = char.IsHighSurrogate(ready[start]) && start + 1 < ready.Length ? 2 : 1;
            var isKnown = false;
            for (var length = letters; length <= longest && start + length <= ready.Length; length++)
            {
                if (byLetters.TryGetValue(ready.AsSpan(start, length), out var found))
                {
                    isKnown = true;
                    Offer(start + length, found.Id, found.Score);
                }
            }

            if (!isKnown)
            {
                Offer(start + letters, Unknown, 0);
            }

            void Offer(int end, int id, double score)
            {
                if (best[start] + score >= best[end])
                {
                    (best[end], from[end], piece[end]) = (best[start] + score, start, id);
                }
            }
        }

        var pieces = new List<int>();
        for (var end = ready.Length; end > 0; end = from[end])
        {
            if (piece[end] != Unknown)
            {
                pieces.Add(piece[end]);
            }
        }

        pieces.Reverse();
        return pieces;
    }

    private static string Ready(string text)
    {
        // Half a surrogate pair cannot be normalised, and means nothing.
        var whole = new StringBuilder(text.Length + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        var normal = whole.ToString().Normalize(NormalizationForm.FormKC);
        return normal.Length == 0 ? "" : Space + normal.Replace(' ', Space);
    }
}
