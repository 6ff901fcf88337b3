namespace Alongside.Recall.Fitting;

/// <summary>
/// How surprised weights are by what really was remembered: the mean of −ln(chance given to what happened). Lower is
/// better. Counted are answers at least a day after the one before, as in the published optimiser.
/// </summary>
public static class LogLoss
{
    // A chance of exactly 0 or 1 would make one surprise infinite.
    private const double Surest = 1e-6;

    /// <summary>Mean log loss of the answers from this moment on, knowing all before each; NaN if there are none.</summary>
    public static double Of(Weights weights, IEnumerable<Review> reviews, DateTimeOffset from = default) =>
        Of(weights, StudyHistory.Of(reviews), from);

    internal static double Of(Weights weights, IReadOnlyList<Turn[]> cards, DateTimeOffset from)
    {
        var surprises = Surprises(weights, cards, from);
        return surprises.Count == 0 ? double.NaN : surprises.Average();
    }

    /// <summary>The surprise of each counted answer, always in the same order.</summary>
    internal static IReadOnlyList<double> Surprises(Weights weights, IReadOnlyList<Turn[]> cards, DateTimeOffset from)
    {
        var model = new MemoryModel(weights);
        var surprises = new List<double>();
        foreach (var turns in cards)
        {
            var memory = model.First(turns[0].Answer);
            foreach (var turn in turns.AsSpan(1))
            {
                if (turn.Days > 0 && turn.At >= from)
                    surprises.Add(-Math.Log(ChanceOf(turn.Remembered, model.Curve.At(turn.Days, memory.Stability))));
                memory = model.Next(memory, turn.Days, turn.Answer);
            }
        }
        return surprises;
    }

    internal static double ChanceOf(bool remembered, double recall) =>
        Math.Clamp(remembered ? recall : 1 - recall, Surest, 1 - Surest);
}
