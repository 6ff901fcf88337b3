namespace Alongside.Study.Decks;

/// <summary>What became of a file that was handed in: all of its cards, or why there are none.</summary>
internal abstract record Importing
{
    private Importing()
    {
    }

    internal sealed record Read(IReadOnlyList<Sides> Cards) : Importing;

    /// <summary>Nothing was taken.</summary>
    /// <param name="Problems">At most <see cref="MostProblems"/>, in order.</param>
    internal sealed record Refused(IReadOnlyList<ImportProblem> Problems) : Importing
    {
        public const int MostProblems = 20;

        public Refused(ImportFault fault) : this([new(fault, null)])
        {
        }
    }

    /// <summary>Cards that were found, each looked at; one that cannot be refuses all.</summary>
    /// <param name="found">With the row or number of each.</param>
    public static Importing Of(IEnumerable<(int Row, string Front, string Back, ImportFault? Fault)> found)
    {
        var cards = new List<Sides>();
        var problems = new List<ImportProblem>();
        foreach (var (row, rawFront, rawBack, fault) in found)
        {
            var (front, back) = (Cleaned(rawFront), Cleaned(rawBack));
            ImportFault? wrong = fault
                ?? (front.Length == 0 ? ImportFault.NoFront : back.Length == 0 ? ImportFault.NoBack
                    : front.Length > DeckStore.LongestSide || back.Length > DeckStore.LongestSide ? ImportFault.TooLong : null);
            if (wrong is { } why)
            {
                problems.Add(new(why, row));
                if (problems.Count == Refused.MostProblems)
                {
                    break;
                }
            }
            else
            {
                cards.Add(new(front, back));
                if (cards.Count > DeckStore.MostCards)
                {
                    return new Refused(ImportFault.TooMany);
                }
            }
        }

        return problems.Count > 0 ? new Refused(problems) : cards.Count == 0 ? new Refused(ImportFault.Empty) : new Read(cards);
    }

    /// <summary>Letters and line breaks; whatever else could hide in a text is left out.</summary>
    public static string Cleaned(string text)
    {
        var whole = Paired(text);
        return string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || !Hidden(c) && (whole || !char.IsSurrogate(c)))).Trim();
    }

    // Controls, and what turns the direction of letters or takes no room.
    private static bool Hidden(char c) =>
        char.IsControl(c) || c is '\uFEFF' or '\u200B' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool Paired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}

/// <param name="Row">Which row or card, from 1; null: the whole file.</param>
internal sealed record ImportProblem(ImportFault Fault, int? Row);

/// <summary>Why a file, or a row of it, was not taken.</summary>
internal enum ImportFault
{
    Empty,
    NoFront,
    NoBack,
    TooLong,
    TooMany,
    OpenQuote,
    TooManyColumns,
    NotUtf8,
    TooLarge,
    NotADeck,
    NewerForm,
    Media,
}
