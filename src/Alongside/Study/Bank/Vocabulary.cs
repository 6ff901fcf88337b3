using System.Text.RegularExpressions;

namespace Alongside.Study.Bank;

/// <summary>
/// Words that make a person into a thing. They may stand in quotation marks, where somebody is heard saying them, and in a
/// wrong option, where the learner is to notice them.
/// </summary>
internal static partial class Vocabulary
{
    /// <summary>The first such word, or null.</summary>
    public static string? FirstBanned(string text) =>
        Banned().Match(Quoted().Replace(text, " ")) is { Success: true } found ? found.Value : null;

    [GeneratedRegex(
        """
        \b(clients?|patients?|users?|consumers?|addicts?|alcoholics?|junkies|crazy|insane|psycho|schizophrenics?|bipolars|the\s+mentally\s+ill|
        commit(ted|s)?\s+suicide|failed\s+attempt|successful\s+suicide|non-?compliant|treatment[- ]resistant|high[- ]functioning|low[- ]functioning|
        manipulative|attention[- ]seeking|frequent\s+fl[iy]ers?|suffer(s|ing|ed)?\s+from|victims?|service\s+recipients?)\b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Banned();

    [GeneratedRegex("“[^”]*”|\"[^\"]*\"")]
    private static partial Regex Quoted();
}
