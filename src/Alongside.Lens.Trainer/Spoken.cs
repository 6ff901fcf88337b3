using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer;

/// <summary>
/// The same sentence as somebody would say it and another would write it down. Decided by a hash of the words: no chance
/// anywhere, and the same in every run.
/// </summary>
internal static class Spoken
{
    private static readonly string[] Before =
        ["um,", "well,", "okay,", "so", "and", "yeah,", "i mean,", "you know,", "so i guess", "right, so", "okay so", "and, uh,", "mm-hmm,", "but", "now,", "alright,"];

    private static readonly string[] Between =
        ["you know", "like", "kind of", "i guess", "i mean", "sort of", "just", "really", "uh", "maybe", "actually", "then"];

    public static string WithoutMarks(string text) =>
        string.Concat(text.Where(static c => c is not ('.' or '?' or '!' or '…' or ',' or ';' or ':' or '"'))).Trim();

    /// <summary>An opening word, and something said while thinking, at places that the words choose.</summary>
    public static string Loosely(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var chance = Features.Hash(text, 0x5F356495);
        if (words.Count >= 6)
        {
            var at = 2 + (int)(chance / 7 % (uint)(words.Count - 4));
            words.Insert(at, Between[chance / 1021 % (uint)Between.Length]);
        }

        if (words.Count >= 3)
        {
            words.Insert(0, Before[chance / 131 % (uint)Before.Length]);
        }

        return string.Join(' ', words);
    }
}
