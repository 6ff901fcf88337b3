namespace Alongside.Lens.Text;

/// <summary>One word or mark of a sentence, with its place in the sentence.</summary>
internal readonly record struct Word(string Text, Stretch At)
{
    public bool IsMark => !char.IsLetterOrDigit(Text[0]);
}

/// <summary>
/// A sentence made ready: lower case and straight quotes, one character for one character so that places stay true,
/// and cut into words. No culture, no Unicode tables of the operating system: equal everywhere.
/// </summary>
internal sealed class Sentence
{
    private Sentence(string plain, List<Word> words)
    {
        Plain = plain;
        Words = words;
    }

    public string Plain { get; }

    public List<Word> Words { get; }

    public static Sentence Of(string text)
    {
        var plain = string.Create(text.Length, text, static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                into[i] = PlainOf(from[i]);
            }
        });
        return new Sentence(plain, Cut(plain));
    }

    private static char PlainOf(char c) => c switch
    {
        '’' or '‘' or 'ʼ' or '`' => '\'',
        '“' or '”' => '"',
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };

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
                words.Add(new Word(digits ? "0" : plain[start..at], new Stretch(start, at)));
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

    private static bool IsInnerApostrophe(string plain, int at) =>
        plain[at] == '\'' && at + 1 < plain.Length && char.IsLetter(plain[at + 1]);
}
