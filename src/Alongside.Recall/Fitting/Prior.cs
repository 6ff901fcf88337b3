namespace Alongside.Recall.Fitting;

/// <summary>
/// What is believed of a learner's weights before their log is read. Source: the deviations of the weights over
/// many learners and the L2 penalty that the FSRS-6 optimiser publishes (fsrs-rs, ts-fsrs).
/// </summary>
internal static class Prior
{
    /// <summary>Deviation of each weight over learners.</summary>
    public static readonly double[] Spread =
    [
        6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33,
        0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27,
    ];

    // Below a few thousand answers a log says little about long intervals, and weights that fit it can go astray
    // there: the penalty starts several times as strong and comes down to the published one.
    private const double ShortLog = 2_000;

    public static double Strength(int reviews) => 1 + ShortLog / reviews;

    /// <summary>
    /// Adds the gradient of strength · Σ ((w − default) / deviation)² and gives its value; at strength 1 it is the
    /// published penalty for a whole log.
    /// </summary>
    public static double AddPenalty(ReadOnlySpan<double> weights, double strength, Span<double> gradient)
    {
        var penalty = 0.0;
        for (var i = 0; i < Weights.Count; i++)
        {
            var away = (weights[i] - Weights.Default[i]) / Spread[i];
            penalty += strength * away * away;
            gradient[i] += strength * 2 * away / Spread[i];
        }
        return penalty;
    }
}
