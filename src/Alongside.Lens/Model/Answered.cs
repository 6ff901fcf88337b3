using Alongside.Lens.Text;

namespace Alongside.Lens.Model;

/// <summary>
/// The message that a turn answers, of which two things are taken: how much of it is said back, and whether it ends with
/// a question.
/// </summary>
internal sealed class Answered
{
    private readonly HashSet<string> stems = new(StringComparer.Ordinal);

    public Answered(string message)
    {
        var words = Sentence.Of(message).Words;
        foreach (var word in words.Where(IsContent))
        {
            stems.Add(Stem(word));
        }

        IsEmpty = words.Count == 0;
        Asks = message.AsSpan().TrimEnd().EndsWith("?", StringComparison.Ordinal);
    }

    public bool IsEmpty { get; }

    public bool Asks { get; }

    /// <summary>The share of the sentence's content words that the message holds too, by their first five letters.</summary>
    public double Echo(Sentence sentence)
    {
        int all = 0, said = 0;
        foreach (var word in sentence.Words)
        {
            if (IsContent(word))
            {
                all++;
                said += stems.Contains(Stem(word)) ? 1 : 0;
            }
        }

        return all == 0 ? 0 : (double)said / all;
    }

    private static bool IsContent(Word word) => !word.IsMark && !CommonWords.English.Contains(word.Text);

    private static string Stem(Word word) => word.Text.Length <= 5 ? word.Text : word.Text[..5];
}
