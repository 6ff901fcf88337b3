namespace Alongside.Recall.Fitting;

/// <summary>Fits the 21 weights to one learner's log.</summary>
public static class Optimiser
{
    /// <summary>Answers below which the defaults are kept.</summary>
    public const int LeastReviews = 400;

    private const int Folds = 5;
    private const double StandardErrors = 2;

    /// <summary>
    /// Fits five times on four fifths of the cards and looks each time how well that foretells the answers to the
    /// rest; only if it is clearly better than the defaults, fits on all. The same log gives the same weights.
    /// Takes a few seconds for 10,000 reviews.
    /// </summary>
    /// <param name="reviews">The standing reviews of all cards, oldest first, as <see cref="ReviewLog.Standing"/> gives them.</param>
    public static Fit Fit(IReadOnlyList<Review> reviews)
    {
        if (reviews.Count < LeastReviews)
            return new Fit.TooFew(reviews.Count);
        var cards = StudyHistory.Of(reviews);
        var strength = Prior.Strength(reviews.Count);
        var own = new List<double>();
        var defaults = new List<double>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var rest = cards.Where((_, i) => i % Folds != fold).ToList();
            var held = cards.Where((_, i) => i % Folds == fold).ToList();
            own.AddRange(LogLoss.Surprises(Descent.From(Weights.Default, rest, strength), held, default));
            defaults.AddRange(LogLoss.Surprises(Weights.Default, held, default));
        }
        // Nothing was asked a day or more after it was learned.
        if (defaults.Count == 0)
            return new Fit.TooFew(reviews.Count);
        return ClearlyBetter(own, defaults)
            ? new Fit.Learned(Descent.From(Weights.Default, cards, strength), reviews.Count, defaults.Average(), own.Average())
            : new Fit.DefaultsHold(reviews.Count);
    }

    // Better by more than chance alone would often give. A learner loses little by waiting for a longer log.
    private static bool ClearlyBetter(List<double> own, List<double> defaults)
    {
        var gains = defaults.Zip(own, (d, o) => d - o).ToList();
        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / gains.Count;
        return mean > StandardErrors * Math.Sqrt(variance / gains.Count);
    }
}
