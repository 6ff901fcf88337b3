namespace Alongside.Lens.Scoring;

/// <summary>The single most probable move of a turn, in the few kinds that research sets share.</summary>
internal static class Top
{
    /// <returns>The kind, and the same with a question told apart as open or closed.</returns>
    public static (string Top, string Fine) Of(TurnReading reading)
    {
        if (reading.Moves.IsEmpty)
        {
            return (Moves.NameOf(Move.Presence), Moves.NameOf(Move.Presence));
        }

        double P(Move move) => reading.Moves[(int)move].Probability;
        (string Kind, double Probability)[] kinds =
        [
            ("question", 1 - (1 - P(Move.OpenQuestion)) * (1 - P(Move.ClosedQuestion))),
            ("reflection", Math.Max(P(Move.Reflection), P(Move.FeelingReflected))),
            (Moves.NameOf(Move.Validation), P(Move.Validation)),
            (Moves.NameOf(Move.LivedExperience), P(Move.LivedExperience)),
            (Moves.NameOf(Move.Information), P(Move.Information)),
            (Moves.NameOf(Move.Suggestion), P(Move.Suggestion)),
            (Moves.NameOf(Move.Judging), P(Move.Judging)),
            (Moves.NameOf(Move.ChoiceKept), P(Move.ChoiceKept)),
            (Moves.NameOf(Move.Clinical), P(Move.Clinical)),
            (Moves.NameOf(Move.Presence), P(Move.Presence)),
        ];
        var top = kinds.MaxBy(static kind => kind.Probability).Kind;
        return top != "question"
            ? (top, top)
            : (top, Moves.NameOf(P(Move.OpenQuestion) >= P(Move.ClosedQuestion) ? Move.OpenQuestion : Move.ClosedQuestion));
    }
}
