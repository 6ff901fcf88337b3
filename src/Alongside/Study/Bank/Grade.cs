using System.Text.RegularExpressions;

namespace Alongside.Study.Bank;

/// <summary>How many years of school a text asks for (Flesch-Kincaid; Kincaid et al. 1975), syllables counted as groups of vowels.</summary>
internal static partial class Grade
{
    public static double Of(string text)
    {
        var words = Words().Matches(text).Select(m => m.Value).ToList();
        if (words.Count == 0)
        {
            return 0;
        }

        var sentences = Math.Max(1, Ends().Split(text).Count(s => s.Any(char.IsLetter)));
        var syllables = words.Sum(w => Math.Max(1, Vowels().Count(w) - (w.EndsWith('e') && !w.EndsWith("le", StringComparison.Ordinal) ? 1 : 0)));
        return 0.39 * words.Count / sentences + 11.8 * syllables / words.Count - 15.59;
    }

    [GeneratedRegex("[A-Za-z’']+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<=[.?!:])\s+")]
    private static partial Regex Ends();

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase)]
    private static partial Regex Vowels();
}
