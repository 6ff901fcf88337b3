namespace Alongside.Lens.Text;

/// <summary>Splits a turn into sentences. Total: every text, however odd, gives a list, perhaps empty.</summary>
internal static class Sentences
{
    /// <summary>Speech written down without a full stop is cut here, at a space, so that cost stays linear.</summary>
    private const int LongestSentence = 1_000;

    private static readonly HashSet<string> Abbreviations =
        ["dr", "mr", "mrs", "ms", "st", "vs", "e.g", "i.e", "a.m", "p.m", "etc"];

    public static List<Stretch> Of(string text)
    {
        var found = new List<Stretch>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var ends = text[at] is '\n' or '\r' || (IsEnding(text[at]) && ClosesAt(text, start, at));
            var tooLong = at - start >= LongestSentence && char.IsWhiteSpace(text[at]);
            if (!ends && !tooLong && at - start < 2 * LongestSentence)
            {
                continue;
            }

            while (ends && at + 1 < text.Length && (IsEnding(text[at + 1]) || text[at + 1] is '"' or '”' or '’' or '\'' or ')'))
            {
                at++;
            }

            Add(found, text, start, at + 1);
            start = at + 1;
        }

        Add(found, text, start, text.Length);
        return found;
    }

    private static bool IsEnding(char c) => c is '.' or '?' or '!' or '…';

    private static bool ClosesAt(string text, int start, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (text[at] != '.')
        {
            return !char.IsLetterOrDigit(next);
        }

        if (!char.IsWhiteSpace(next) && !IsEnding(next) && next is not ('"' or '”' or '’' or '\'' or ')'))
        {
            return false;
        }

        var wordStart = at;
        while (wordStart > start && (char.IsLetter(text[wordStart - 1]) || text[wordStart - 1] == '.'))
        {
            wordStart--;
        }

        return !Abbreviations.Contains(text[wordStart..at].ToLowerInvariant());
    }

    private static void Add(List<Stretch> found, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        for (var at = start; at < end; at++)
        {
            if (char.IsLetterOrDigit(text[at]) || text[at] == '?')
            {
                found.Add(new Stretch(start, end));
                return;
            }
        }
    }
}
