using Alongside.Recall.Fitting;
using Alongside.Recall.Simulation;

namespace Alongside.Recall.Tests.Fitting;

public sealed class OptimiserTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 19, 0, 0, TimeSpan.Zero);
    private static readonly Scheduler Scheduler = new(new SchedulerSettings());

    [Fact]
    public void Below_400_reviews_the_defaults_are_kept()
    {
        var log = new SimulatedLearner(SimulatedLearner.RandomTruth(1), 1).Study(Scheduler, Start, 60, 5, 60);
        Assert.Equal(new Fit.TooFew(399), Optimiser.Fit([.. log.Take(399)]));
        Assert.Same(Weights.Default, Optimiser.Fit([.. log.Take(399)]).Weights);
        Assert.IsNotType<Fit.TooFew>(Optimiser.Fit([.. log.Take(400)]));
        Assert.IsType<Fit.TooFew>(Optimiser.Fit([]));
    }

    [Fact]
    public void A_log_of_one_evening_has_nothing_to_learn_from()
    {
        var log = Enumerable.Range(0, 500).Select(i => new Review(
            default, new(new Guid(i % 50, 0, 0, new byte[8])), Start.AddSeconds(i), Answer.Good)).ToList();
        Assert.IsType<Fit.TooFew>(Optimiser.Fit(log));
    }

    [Fact]
    public void The_same_log_gives_the_same_weights()
    {
        var log = new SimulatedLearner(SimulatedLearner.RandomTruth(4), 4).Study(Scheduler, Start, 120, 8, 100);
        var (one, two) = (Optimiser.Fit(log), Optimiser.Fit([.. log]));
        Assert.IsType<Fit.Learned>(one);
        Assert.Equal(one.Weights.Values.ToArray(), two.Weights.Values.ToArray());
    }

    [Fact]
    public void Weights_fitted_to_simulated_learners_foretell_what_comes_better_than_the_defaults()
    {
        const int learners = 20;
        int[] known = [400, 1_200, 5_000];
        var rows = new List<(int Known, double Defaults, double Fitted, double Truth, bool Own)>();
        for (var k = 0UL; k < learners; k++)
        {
            var truth = SimulatedLearner.RandomTruth(k);
            var log = new SimulatedLearner(truth, 1_000 + k).Study(Scheduler, Start, 240, 10, 100);
            foreach (var count in known)
            {
                // All that comes after is held back: thousands of reviews that the optimiser never sees.
                var fit = Optimiser.Fit([.. log.Take(count)]);
                double Loss(Weights weights) => LogLoss.Of(weights, log, log[count].At);
                rows.Add((count, Loss(Weights.Default), Loss(fit.Weights), Loss(truth), fit is Fit.Learned));
            }
        }
        foreach (var count in known)
        {
            var of = rows.FindAll(row => row.Known == count);
            output.WriteLine($"{count} reviews known: log loss of the defaults {of.Average(r => r.Defaults):0.0000}, fitted "
                + $"{of.Average(r => r.Fitted):0.0000}, true weights {of.Average(r => r.Truth):0.0000}; own weights for "
                + $"{of.Count(r => r.Own)} of {of.Count}; worst ratio {of.Max(r => r.Fitted / r.Defaults):0.000}");
            Assert.True(of.Average(r => r.Fitted) <= of.Average(r => r.Defaults));
        }
        Assert.All(rows, row => Assert.True(row.Fitted <= 1.02 * row.Defaults, $"{row}"));
        var many = rows.FindAll(row => row.Known == known[^1]);
        var (gained, possible) = (many.Sum(r => r.Defaults - r.Fitted), many.Sum(r => r.Defaults - r.Truth));
        output.WriteLine($"with {known[^1]} reviews, {gained / possible:0%} of what the true weights would gain is gained");
        Assert.True(gained > 0.5 * possible);
    }
}
