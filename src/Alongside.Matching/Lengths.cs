namespace Alongside.Matching;

/// <summary>
/// What is known about how long conversations last: their logarithms are taken as normal, as measured in call centres (Brown
/// et al. 2005, "Statistical Analysis of a Telephone Call Center"). A prior around 25 minutes gives way to the recent
/// lengths by the conjugate update for a normal with unknown mean and spread (Gelman et al., "Bayesian Data Analysis", 3.3).
/// </summary>
internal sealed class Lengths
{
    private const int MostRecent = 50;

    // The prior counts as this many conversations: enough to stand on with none, soon outweighed.
    private const double PriorMean = 3, PriorSpread = 6;
    private const double PriorDeviation = 0.8;
    private static readonly double PriorMedian = Math.Log(25);

    // Someone who opened and left at once, or forgot to end, says little about how long people talk.
    private const double Shortest = 1, Longest = 6 * 60;

    private readonly double mean, meanCount, variance, varianceCount;

    public Lengths(IReadOnlyList<TimeSpan> recent)
    {
        var logs = recent.Take(MostRecent).Select(length => Math.Log(Math.Clamp(length.TotalMinutes, Shortest, Longest))).ToArray();
        var average = logs.DefaultIfEmpty(PriorMedian).Average();
        var off = average - PriorMedian;
        meanCount = PriorMean + logs.Length;
        varianceCount = PriorSpread + logs.Length;
        mean = PriorMedian + (off * logs.Length / meanCount);
        variance = ((PriorSpread * PriorDeviation * PriorDeviation)
            + logs.Sum(log => (log - average) * (log - average))
            + (PriorMean * logs.Length / meanCount * off * off)) / varianceCount;
    }

    /// <summary>One evening that agrees with what is known. We never know the true median, so each imagined evening has its own.</summary>
    public Evening Imagine(Chance chance)
    {
        // A chi-squared draw by the cube of a normal one. Source: Wilson and Hilferty 1931.
        var ninth = 2 / (9 * varianceCount);
        var cube = Math.Max(0.1, 1 - ninth + (chance.Normal() * Math.Sqrt(ninth)));
        var deviation = Math.Sqrt(variance / (cube * cube * cube));
        return new Evening(mean + (chance.Normal() * deviation / Math.Sqrt(meanCount)), deviation);
    }

    /// <summary>How long conversations last on one imagined evening; all in minutes.</summary>
    internal readonly record struct Evening(double Mean, double Deviation)
    {
        private const double Day = 24 * 60;

        /// <summary>The length of a conversation that has not begun.</summary>
        public double Whole(Chance chance) => Math.Min(Day, Math.Exp(Mean + (Deviation * chance.Normal())));

        /// <summary>What is left of one that has lasted this long: with log-normal lengths, the longer it has lasted, the more may be to come.</summary>
        public double Left(double lasted, Chance chance) => lasted <= 0
            ? Whole(chance)
            : Math.Min(Day, Math.Exp(Mean + (Deviation * chance.NormalAbove((Math.Log(lasted) - Mean) / Deviation))) - lasted);
    }
}
