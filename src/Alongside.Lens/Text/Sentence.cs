namespace Alongside.Lens.Text;

/// <summary>One word or mark of a sentence, with its place in the sentence.</summary>
internal readonly record struct Word(string Text, Stretch At)
{
    public bool IsMark => !char.IsLetterOrDigit(Text[0]);
}

/// <summary>
/// A sentence made ready: lower case and straight quotes, one character for one character so that places stay true,
/// and cut into words. What speech leaves behind is passed over: "um", "uh" and a word said twice in a row.
/// No culture, no Unicode tables of the operating system: equal everywhere.
/// </summary>
internal sealed class Sentence
{
    private const int MostOpening = 5;

    private Sentence(string plain, List<Word> words)
    {
        Plain = plain;
        Words = words;
        while (Begins < Math.Min(MostOpening, words.Count - 1) && CommonWords.Opening.Contains(words[Begins].Text))
        {
            Begins++;
        }

        Asks = words.Exists(static word => word.Text == "?");
    }

    public string Plain { get; }

    public List<Word> Words { get; }

    /// <summary>The words and marks as one text again, without what speech leaves behind.</summary>
    public string Heard => string.Join(' ', Words.Select(word => word.Text == "0" ? Plain[word.At.Start..word.At.End] : word.Text)).Replace(" ,", ",").Replace(" ?", "?").Replace(" !", "!");

    /// <summary>The first word that is not an opening one ("so", "yeah, well,").</summary>
    public int Begins { get; }

    /// <summary>There is a question mark in it.</summary>
    public bool Asks { get; }

    public static Sentence Of(string text)
    {
        var plain = string.Create(text.Length, text, static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                into[i] = PlainOf(from[i]);
            }
        });
        return new Sentence(plain, WithoutStumbling(Cut(plain)));
    }

    private static char PlainOf(char c) => c switch
    {
        '’' or '‘' or 'ʼ' or '`' => '\'',
        '“' or '”' => '"',
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };

    private static List<Word> WithoutStumbling(List<Word> words)
    {
        var kept = 0;
        for (var at = 0; at < words.Count; at++)
        {
            var text = words[at].Text;
            if (text is "um" or "umm" or "uh" or "uhm" or "er" or "erm" or "em")
            {
                continue;
            }

            // "you, you" and "it's it's", but not "?!" or "had had a day": only small words are stumbled over.
            var before = kept > 1 && words[kept - 1].Text == "," ? kept - 2 : kept - 1;
            if (before >= 0 && words[before].Text == text && !words[before].IsMark && CommonWords.English.Contains(text) && text is not ("had" or "that" or "no" or "very" or "really"))
            {
                kept = before + 1;
                continue;
            }

            // A pause around what was passed over is none.
            if (text == "," && (kept == 0 || words[kept - 1].Text == ","))
            {
                continue;
            }

            words[kept++] = words[at];
        }

        if (kept > 0)
        {
            words.RemoveRange(kept, words.Count - kept);
        }

        return words;
    }

    private static List<Word> Cut(string plain)
    {
        var words = new List<Word>(plain.Length / 4 + 4);
        var at = 0;
        while (at < plain.Length)
        {
            var c = plain[at];
            if (char.IsLetterOrDigit(c))
            {
                var start = at;
                var digits = true;
                while (at < plain.Length && (char.IsLetterOrDigit(plain[at]) || IsInnerApostrophe(plain, at)))
                {
                    digits &= char.IsDigit(plain[at]);
                    at++;
                }

                // Which number it is says nothing about the move.
                words.Add(new Word(digits ? "0" : Typed.InFull(plain[start..at], WordAfter(plain, at)), new Stretch(start, at)));
                continue;
            }

            if (c is '?' or '!' or ',' or '…')
            {
                words.Add(new Word(c switch { '?' => "?", '!' => "!", ',' => ",", _ => "…" }, new Stretch(at, at + 1)));
            }

            at++;
        }

        return words;
    }

    private static ReadOnlySpan<char> WordAfter(string plain, int at)
    {
        var rest = plain.AsSpan(at).TrimStart(' ');
        var end = 0;
        while (end < rest.Length && char.IsLetter(rest[end]))
        {
            end++;
        }

        return rest[..end];
    }

    private static bool IsInnerApostrophe(string plain, int at) =>
        plain[at] == '\'' && at + 1 < plain.Length && char.IsLetter(plain[at + 1]);
}
