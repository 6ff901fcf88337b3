namespace Alongside.Lens.Scoring;

/// <summary>
/// The single most probable move of a turn, in the few kinds that research sets share. Every sentence has a say, the longer
/// the more, and one of which the lens is hardly sure the less; a question that ends the turn hands it over, so it has half as much again.
/// </summary>
internal static class Top
{
    private const double HandsOver = 1.5;

    /// <summary>A sentence of this many characters or fewer is a nod or a greeting when others stand beside it.</summary>
    private const int Nod = 12;

    /// <returns>The kind, and the same with a question told apart as open or closed.</returns>
    public static (string Top, string Fine) Of(TurnReading reading)
    {
        var sums = new double[Kinds.Length];
        double open = 0, closed = 0;
        for (var at = 0; at < reading.Sentences.Length; at++)
        {
            var sentence = reading.Sentences[at];
            var chances = Array.ConvertAll(Kinds, kind => kind.Chance(sentence));
            var all = chances.Sum();
            var weight = Math.Sqrt(sentence.At.Length) * (sentence.At.Length <= Nod ? 0.5 : 1);
            for (var kind = 0; kind < chances.Length; kind++)
            {
                var isHandingOver = kind == 0 && at == reading.Sentences.Length - 1;
                sums[kind] += weight * (isHandingOver ? HandsOver : 1) * chances[kind] / Math.Max(all, 1);
            }

            open += weight * P(sentence, Move.OpenQuestion);
            closed += weight * P(sentence, Move.ClosedQuestion);
        }

        var top = reading.Sentences.IsEmpty ? Kinds[^1].Name : Kinds[Array.IndexOf(sums, sums.Max())].Name;
        return (top, top != Kinds[0].Name ? top : Moves.NameOf(open >= closed ? Move.OpenQuestion : Move.ClosedQuestion));
    }

    private static readonly (string Name, Func<SentenceReading, double> Chance)[] Kinds =
    [
        ("question", static s => 1 - (1 - P(s, Move.OpenQuestion)) * (1 - P(s, Move.ClosedQuestion))),
        ("reflection", static s => Math.Max(P(s, Move.Reflection), P(s, Move.FeelingReflected))),
        Alone(Move.Validation),
        Alone(Move.LivedExperience),
        Alone(Move.Information),
        Alone(Move.Suggestion),
        Alone(Move.Judging),
        Alone(Move.ChoiceKept),
        Alone(Move.Clinical),
        Alone(Move.Presence),
    ];

    private static (string Name, Func<SentenceReading, double> Chance) Alone(Move move) => (Moves.NameOf(move), s => P(s, move));

    private static double P(SentenceReading sentence, Move move) => sentence.Moves[(int)move].Probability;
}
