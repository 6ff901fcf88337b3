using System.Text.RegularExpressions;
using Alongside.Lens.Text;

namespace Alongside.Lens.Rules;

/// <summary>
/// One pattern a reader can check by eye. It never decides alone: it is a hint to the regression, which may
/// learn that it means little. It reads lower-cased text with straight quotes.
/// </summary>
internal sealed class Rule(string name, string pattern)
{
    // NonBacktracking: time grows with the length of the text and nothing else, so nobody can stall the lens with a text.
    private readonly Regex regex = new(
        pattern,
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public string Name { get; } = name;

    public bool Holds(Sentence sentence)
    {
        try
        {
            return regex.IsMatch(sentence.Plain);
        }
        catch (RegexMatchTimeoutException)
        {
            // Sentences are short and matching is linear: only a machine that stood still gets here. No hint is a fair answer.
            return false;
        }
    }

    public Stretch? Where(Sentence sentence)
    {
        try
        {
            return regex.Match(sentence.Plain) is { Success: true } match
                ? new Stretch(match.Index, match.Index + match.Length)
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
