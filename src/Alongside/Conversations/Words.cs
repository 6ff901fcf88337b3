using System.Globalization;
using System.Text;

namespace Alongside.Conversations;

/// <summary>What somebody typed, made fit to keep: or why it is not.</summary>
internal abstract record Words
{
    /// <summary>The most characters (Unicode code points) one moment holds.</summary>
    public const int Most = 8_000;

    /// <summary>More marks than this on one letter are drawn over other people's words.</summary>
    public const int MostPerGrapheme = 32;

    public sealed record Fit(string Text) : Words;

    public sealed record Empty : Words;

    public sealed record TooLong : Words;

    public sealed record TooManyMarks : Words;

    /// <summary>
    /// Line ends become <c>\n</c>; control characters nobody can see are left out; lone surrogates become U+FFFD.
    /// Nothing else is changed.
    /// </summary>
    public static Words From(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new Empty();
        }

        // Long before counting: nobody makes us walk through megabytes.
        if (typed.Length > Most * 4)
        {
            return new TooLong();
        }

        // Most of what is said is plain letters, and there is nothing in them to leave out or to count twice.
        if (!typed.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return typed.Length > Most ? new TooLong() : new Fit(typed);
        }

        var text = new StringBuilder(typed.Length);
        var count = 0;
        Span<char> letter = stackalloc char[2];
        foreach (var rune in typed.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control || rune.Value is '\n' or '\t')
            {
                text.Append(letter[..rune.EncodeToUtf16(letter)]);
                count++;
            }
        }

        var kept = text.ToString();
        return count > Most ? new TooLong()
            : string.IsNullOrWhiteSpace(kept) ? new Empty()
            : HasTooManyMarks(kept) ? new TooManyMarks()
            : new Fit(kept);
    }

    private static bool HasTooManyMarks(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var grapheme = text[..StringInfo.GetNextTextElementLength(text)];
            if (grapheme.Length > MostPerGrapheme && CountOf(grapheme.EnumerateRunes()) > MostPerGrapheme)
            {
                return true;
            }

            text = text[grapheme.Length..];
        }

        return false;
    }

    private static int CountOf(SpanRuneEnumerator runes)
    {
        var count = 0;
        while (runes.MoveNext())
        {
            count++;
        }

        return count;
    }
}
