using Alongside.Lens.Text;

namespace Alongside.Lens.Rules;

/// <summary>
/// A few phrases a reader can check by eye. A rule never decides alone: it is a hint to the regression, which may learn
/// that it means little.
/// </summary>
internal sealed class Rule
{
    /// <summary>Beginnings of words are looked up by this many letters.</summary>
    private const int ShortestBeginning = 3;

    private readonly bool onlyTold;
    private readonly Dictionary<string, List<Phrase>> byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>> byBeginning = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>>.AlternateLookup<ReadOnlySpan<char>> byLetters;

    /// <param name="phrases">One a line, as <see cref="Phrase"/> reads them.</param>
    /// <param name="onlyTold">Holds only where nothing is asked.</param>
    public Rule(string name, string phrases, bool onlyTold = false)
    {
        Name = name;
        this.onlyTold = onlyTold;
        foreach (var line in phrases.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var phrase = Phrase.Of(line);
            foreach (var word in phrase.First.Words)
            {
                Add(byWord, word, phrase);
            }

            foreach (var beginning in phrase.First.Beginnings)
            {
                Add(byBeginning, beginning[..ShortestBeginning], phrase);
            }
        }

        byLetters = byBeginning.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public bool Holds(Sentence sentence) => Find(sentence) is not null;

    /// <summary>Where in the sentence it holds first.</summary>
    public Stretch? Where(Sentence sentence) => Find(sentence) is var (from, to)
        ? new Stretch(sentence.Words[from].At.Start, sentence.Words[to].At.End)
        : null;

    private (int From, int To)? Find(Sentence sentence)
    {
        if (onlyTold && sentence.Asks)
        {
            return null;
        }

        var words = sentence.Words;
        for (var at = 0; at < words.Count; at++)
        {
            var text = words[at].Text;
            var found = byWord.TryGetValue(text, out var phrases) ? FirstOf(phrases, sentence, at) : null;
            if (found is null && byBeginning.Count > 0 && text.Length >= ShortestBeginning
                && byLetters.TryGetValue(text.AsSpan(0, ShortestBeginning), out phrases))
            {
                found = FirstOf(phrases, sentence, at);
            }

            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static (int From, int To)? FirstOf(List<Phrase> phrases, Sentence sentence, int at)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.At(sentence, at) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, List<Phrase>> index, string key, Phrase phrase)
    {
        if (!index.TryGetValue(key, out var phrases))
        {
            index[key] = phrases = [];
        }

        phrases.Add(phrase);
    }
}
