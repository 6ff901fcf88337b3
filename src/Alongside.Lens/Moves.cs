using System.Collections.Immutable;

namespace Alongside.Lens;

/// <summary>The moves in order, their names in files for machines, and their words in the corpus.</summary>
public static class Moves
{
    public static ImmutableArray<Move> All { get; } = [.. Enum.GetValues<Move>()];

    /// <summary>The name in JSON lines. Where a research set has a common word for a move, it is that word.</summary>
    public static string NameOf(Move move) => move switch
    {
        Move.OpenQuestion => "open_question",
        Move.ClosedQuestion => "closed_question",
        Move.Reflection => "reflection",
        Move.FeelingReflected => "feeling_reflected",
        Move.Validation => "validation",
        Move.LivedExperience => "self_disclosure",
        Move.ChoiceKept => "autonomy",
        Move.Information => "information",
        Move.Suggestion => "advice",
        Move.Judging => "judgement",
        Move.Clinical => "clinical",
        Move.Presence => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };

    /// <summary>The word that labels a sentence in the corpus files.</summary>
    public static string LabelOf(Move move) => move switch
    {
        Move.OpenQuestion => "open",
        Move.ClosedQuestion => "closed",
        Move.Reflection => "reflect",
        Move.FeelingReflected => "feeling",
        Move.Validation => "validate",
        Move.LivedExperience => "lived",
        Move.ChoiceKept => "choice",
        Move.Information => "inform",
        Move.Suggestion => "suggest",
        Move.Judging => "judge",
        Move.Clinical => "clinical",
        Move.Presence => "presence",
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };

    public static Move? FromLabel(string label) =>
        All.Cast<Move?>().FirstOrDefault(move => LabelOf(move!.Value) == label);
}
