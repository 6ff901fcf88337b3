using Alongside.Lens.Text;

namespace Alongside.Lens.Rules;

/// <summary>
/// A few words in a row, written so that a reader can check them by eye:
/// <c>a|b</c> one of these, <c>[a|b]</c> perhaps one of these, <c>dos*</c> words that begin so, <c>_</c> any word,
/// <c>&lt;sore&gt;</c> a word family, <c>? , ! …</c> the mark itself, <c>...</c> whatever stands between;
/// <c>^</c> first in the sentence but for small opening words, <c>~</c> the same or after a comma or an opening word, <c>$</c> last.
/// Matching takes time in proportion to the words, whatever the text: a gap is crossed once, to the first place where the
/// rest can begin, and never tried again.
/// </summary>
internal sealed class Phrase
{
    private readonly Part[][] pieces;

    private Phrase(Part[][] pieces) => this.pieces = pieces;

    /// <summary>The words by which it can begin, so that only phrases that can match are tried.</summary>
    public Part First => pieces[0].First(static part => part.IsWord);

    public static Phrase Of(string written)
    {
        var pieces = written.Split("...", StringSplitOptions.TrimEntries)
            .Select(static piece => piece.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Part.Of).ToArray())
            .ToArray();
        return pieces[0].First(static part => part.IsWord) is { IsOptional: false, IsAny: false }
            ? new Phrase(pieces)
            : throw new ArgumentException($"a phrase begins with a word that must be there: {written}", nameof(written));
    }

    /// <summary>The first and last word of the match that begins at this word, if one does.</summary>
    public (int From, int To)? At(Sentence sentence, int from)
    {
        if (End(pieces[0], 0, sentence, from) is not { } end)
        {
            return null;
        }

        foreach (var piece in pieces.AsSpan(1))
        {
            int? next = null;
            for (var at = end; at <= sentence.Words.Count && next is null; at++)
            {
                next = End(piece, 0, sentence, at);
            }

            if (next is null)
            {
                return null;
            }

            end = next.Value;
        }

        return (from, Math.Max(from, Math.Min(end, sentence.Words.Count) - 1));
    }

    private static int? End(Part[] parts, int part, Sentence sentence, int at)
    {
        var words = sentence.Words;
        if (part == parts.Length)
        {
            return at;
        }

        switch (parts[part].Kind)
        {
            case PartKind.AtOpening when at > sentence.Begins:
            case PartKind.AfterPause when at > sentence.Begins && !CommonWords.Opening.Contains(words[at - 1].Text):
            case PartKind.AtEnd when !IsEnd(words, at):
                return null;
            case PartKind.AtOpening or PartKind.AfterPause or PartKind.AtEnd:
                return End(parts, part + 1, sentence, at);
        }

        return (at < words.Count && parts[part].Accepts(words[at]) ? End(parts, part + 1, sentence, at + 1) : null)
            ?? (parts[part].IsOptional ? End(parts, part + 1, sentence, at) : null);
    }

    private static bool IsEnd(List<Word> words, int at)
    {
        for (; at < words.Count; at++)
        {
            if (!words[at].IsMark)
            {
                return false;
            }
        }

        return true;
    }
}

internal enum PartKind
{
    Word,
    AtOpening,
    AfterPause,
    AtEnd,
}

/// <summary>One place of a phrase.</summary>
internal sealed class Part
{
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly List<string> beginnings = [];

    public PartKind Kind { get; private init; }

    public bool IsWord => Kind is PartKind.Word;

    public bool IsOptional { get; private init; }

    public bool IsAny { get; private init; }

    public IReadOnlyCollection<string> Words => words;

    public IReadOnlyList<string> Beginnings => beginnings;

    public static Part Of(string written)
    {
        switch (written)
        {
            case "^":
                return new Part { Kind = PartKind.AtOpening };
            case "~":
                return new Part { Kind = PartKind.AfterPause };
            case "$":
                return new Part { Kind = PartKind.AtEnd };
        }

        var isOptional = written[0] == '[';
        var part = new Part { IsOptional = isOptional, IsAny = written is "_" or "[_]" };
        foreach (var word in (isOptional ? written[1..^1] : written).Split('|'))
        {
            if (word[0] == '<')
            {
                part.words.UnionWith(WordFamilies.In(word));
            }
            else if (word[^1] == '*')
            {
                part.beginnings.Add(word[..^1]);
            }
            else
            {
                part.words.Add(word);
            }
        }

        return part;
    }

    public bool Accepts(Word word)
    {
        if (IsAny)
        {
            return !word.IsMark;
        }

        if (words.Contains(word.Text))
        {
            return true;
        }

        foreach (var beginning in beginnings)
        {
            if (word.Text.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
