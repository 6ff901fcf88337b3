using System.Globalization;
using System.Text;

namespace Alongside.Platform.Html;

/// <summary>What somebody typed into a form of many words, made fit to keep.</summary>
internal static class Wording
{
    /// <summary>The most characters one field holds: about eight printed pages.</summary>
    public const int Most = 20_000;

    private const int MostMarksInARow = 16;

    /// <summary>
    /// Line ends become <c>\n</c>; control characters nobody can see are left out, lone surrogates become U+FFFD, and so many
    /// marks on one letter that they are drawn over other words are not kept. Null: it is longer than a field holds.
    /// </summary>
    public static string? Of(string? typed)
    {
        if (typed is null || typed.Length > Most * 2)
        {
            return typed is null ? "" : null;
        }

        var kept = new StringBuilder(typed.Length);
        var marks = 0;
        Span<char> letter = stackalloc char[2];
        foreach (var rune in typed.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks <= MostMarksInARow && (category is not UnicodeCategory.Control || rune.Value is '\n' or '\t'))
            {
                kept.Append(letter[..rune.EncodeToUtf16(letter)]);
            }
        }

        var words = kept.ToString().Trim();
        return words.Length > Most ? null : words;
    }

    /// <summary>The lines that say something.</summary>
    public static IReadOnlyList<string> LinesOf(string words) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
