using System.Text.RegularExpressions;
using Alongside.Lens;

namespace Alongside.Practice;

/// <summary>Turns the listener's own words into evidence, through the lens. The only place of the service that reads anybody's words so.</summary>
internal static partial class Hearing
{
    public const int Surest = 3;

    /// <param name="said">The listener's turn.</param>
    /// <param name="answered">What the fictional person said before it.</param>
    public static Evidence Of(string said, string? answered)
    {
        var reading = ListeningLens.Shipped.Read(said, answered);
        var dying = AsksAboutDying().IsMatch(said);
        return new Evidence(
            [
                .. from sentence in reading.Sentences.Index()
                   from move in sentence.Item.Moves
                   where move.IsShown
                   // One word alone tells a reader little: then it is the sentence it stands in.
                   let at = CountWords(said[move.Words!.Value.Start..move.Words!.Value.End]) > 1 ? move.Words!.Value : sentence.Item.At
                   select new SeenMove(move.Move, GradeOf(move.Probability), at.Start, at.End, sentence.Index),
            ],
            CountWords(said), reading.Sentences.Length,
            reading.Sentences.Count(sentence =>
                sentence.Moves.Any(static m => m is { IsShown: true, Move: Move.OpenQuestion or Move.ClosedQuestion })
                && !AsksAboutDying().IsMatch(said[sentence.At.Start..sentence.At.End])),
            dying, false);
    }

    /// <summary>Chosen words say what they are: the file they come from does.</summary>
    public static Evidence Of(Offer offer)
    {
        var asks = offer.Move is Move.OpenQuestion or Move.ClosedQuestion;
        var dying = AsksAboutDying().IsMatch(offer.Words);
        var whole = new SeenMove(offer.Move, Surest, 0, offer.Words.Length, 0);
        return new Evidence(
            offer.Move is Move.FeelingReflected ? [whole with { Move = Move.Reflection }, whole] : [whole],
            CountWords(offer.Words), 1, asks && !dying ? 1 : 0, dying, false);
    }

    private static int GradeOf(double probability) => probability switch { >= 0.9 => Surest, >= 0.7 => 2, _ => 1 };

    private static int CountWords(string text) => Word().Count(text);

    [GeneratedRegex(@"\b(suicid\w*|kill(ing)? yourself|end(ing)? (your life|it all)|(want|wanting|wish|thinking|think|thoughts?)( of| about| to)? (dying|die|be dead|being dead|death)|not (want|wanting) to (live|be alive|be here))\b[^?]*\?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AsksAboutDying();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
