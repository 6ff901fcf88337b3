namespace Alongside.Matching.Tests;

public sealed class WaitsOnAnEvening(ITestOutputHelper output)
{
    // Four to eight seats; nine tenths of their time is asked for, so the line grows and empties again.
    private static readonly int[][] Rotas = [[2, 2], [2, 3], [3, 2, 1], [3, 3, 1], [2, 2, 2, 2]];

    /// <summary>None of these lengths is what the estimate starts from (a median of 25 minutes).</summary>
    [Theory]
    [InlineData(15, 0.5, 0)]
    [InlineData(15, 0.5, 50)]
    [InlineData(35, 0.6, 0)]
    [InlineData(35, 0.6, 50)]
    [InlineData(45, 0.9, 0)]
    [InlineData(45, 0.9, 50)]
    public void U19_The_range_that_is_shown_on_arriving_is_true_for_four_in_five(double median, double deviation, int finishedBefore)
    {
        var evenings = Rotas.Select((seats, seed) =>
        {
            var evening = new Evening(seats, median, deviation, Load: 0.9, seed);
            return evening.Of(arrivals: 500, evening.History(finishedBefore));
        }).ToArray();
        var everyone = evenings.SelectMany(evening => evening).ToArray();
        var waited = everyone.Where(arrival => arrival.HadToWait).ToArray();

        // What one fixed sign could say that knew all these evenings beforehand.
        var sign = Within(waited.Select(arrival => arrival.Waited), 0.9) - Within(waited.Select(arrival => arrival.Waited), 0.1);
        var width = Within(waited.Select(arrival => (double)arrival.Width), 0.5);
        output.WriteLine(
            $"median {median} min, deviation {deviation}, {finishedBefore} finished before: true for {Share(everyone):P1} of {everyone.Length}, "
            + $"for {Share(waited):P1} of the {waited.Length} who had to wait (evenings {evenings.Min(Share):P0} to {evenings.Max(Share):P0}, "
            + $"first 50 of each {Share(evenings.SelectMany(evening => evening.Take(50))):P0}); median wait {Within(waited.Select(arrival => arrival.Waited), 0.5):F0} min, "
            + $"median width {width:F0} min, a fixed sign {sign:F0} min");

        Assert.True(waited.Length > everyone.Length / 4, "too few had to wait for this to say anything");
        Assert.True(Share(everyone) >= 0.8, "shown ranges were true too seldom");
        Assert.True(Share(waited) >= 0.75, "free seats must not hide that the ranges of those who wait are too narrow");
        Assert.True(width < sign, "the range is so wide that it tells less than a fixed sign");
    }

    private static double Share(IEnumerable<Arrival> arrivals) => arrivals.Average(arrival => arrival.WasTrue ? 1.0 : 0);

    private static double Within(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
