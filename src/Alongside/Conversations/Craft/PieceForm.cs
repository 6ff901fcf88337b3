using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Alongside.Conversations.Craft;

/// <summary>The boxes in which a piece is written.</summary>
internal static class PieceForm
{
    /// <summary>What was typed, made fit to keep; when something is wrong, as it was typed.</summary>
    public static (PieceWords Typed, PieceFaults Wrong) Read(string? about, string? purpose, string? words, IStringLocalizer<CraftTexts> texts)
    {
        var (a, p, w) = (Words.From(about), Words.From(purpose), Words.From(words));
        var wrong = new PieceFaults(
            Fault(a, PieceWords.LongestAbout, texts, texts["AboutEmpty"]),
            Fault(p, PieceWords.LongestPurpose, texts, texts["PurposeEmpty"]),
            Fault(w, Words.Most, texts, texts["WordsEmpty"]));
        return (wrong == PieceFaults.None ? new(Fit(a), Fit(p), Fit(w)) : new(about ?? "", purpose ?? "", words ?? ""), wrong);
    }

    private static string? Fault(Words words, int most, IStringLocalizer<CraftTexts> texts, string empty) => words switch
    {
        Words.Empty => empty,
        Words.TooLong => texts["TooLong"],
        Words.TooManyMarks => texts["TooManyMarks"],
        // A letter may be two units of a string; whoever writes in such letters is allowed as many.
        Words.Fit fit => fit.Text.EnumerateRunes().Count() > most ? texts["TooLong"].Value : null,
        _ => throw new UnreachableException(),
    };

    private static string Fit(Words words) => ((Words.Fit)words).Text.Trim();
}
