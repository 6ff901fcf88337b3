using System.Diagnostics;
using Alongside.Recall;
using Alongside.Recall.Fitting;
using Alongside.Recall.Simulation;

namespace Alongside.Bench;

/// <summary>How fast cards are scheduled, found and fitted, on one core.</summary>
internal static class RecallCommand
{
    private const int Reviews = 3_000_000;
    private const int Deck = 100_000;
    private const int LogLength = 10_000;
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    public static int Run(TextWriter output)
    {
        Schedule(200_000); // the first calls pay for compiling
        var scheduled = Measure(9, () => Schedule(Reviews));
        var due = Cards();
        var list = Measure(31, () => DueList.Of(due, Now.AddYears(2)));
        var log = Log();
        Optimiser.Fit([.. log.Take(2_000)]);
        var fit = Measure(5, () => Optimiser.Fit(log));

        output.WriteLine("medians of this run, by the processor time of this process; then the median and the best by the clock");
        var fast = Line(output, "reviews scheduled a second", span => Reviews / span.TotalSeconds, scheduled, 1_000_000, atLeast: true, "N0", "");
        var soon = Line(output, $"due list of {Deck:N0} cards, all due", span => span.TotalMilliseconds, list, 20, atLeast: false, "0.0", " ms");
        var fitted = Line(output, $"optimiser on {log.Count:N0} reviews", span => span.TotalSeconds, fit, 10, atLeast: false, "0.00", " s");
        return fast && soon && fitted ? 0 : 1;
    }

    // One core's work is judged by the processor time it took: by the clock whatever else runs here counts too.
    private static bool Line(TextWriter output, string what, Func<TimeSpan, double> figure, Rounds rounds, double target, bool atLeast, string format, string unit)
    {
        var found = figure(Median(rounds.Processor));
        var met = atLeast ? found >= target : found <= target;
        output.WriteLine(
            $"{what,-40} {Words(found)} ({Words(figure(Median(rounds.Clock)))}; {Words(figure(rounds.Clock.Min()))}) of {rounds.Clock.Count}, target {(atLeast ? "at least" : "at most")} {target.ToString("N0", null)}{unit}: {(met ? "met" : "NOT met")}");
        return met;

        string Words(double number) => number.ToString(format, null) + unit;
    }

    private static TimeSpan Median(IReadOnlyList<TimeSpan> spans) => spans.Order().ElementAt(spans.Count / 2);

    private static void Schedule(int reviews)
    {
        var scheduler = new Scheduler(new SchedulerSettings());
        var cards = new Card[1_000];
        for (var i = 0; i < cards.Length; i++)
        {
            cards[i] = new Card(Now, (ulong)i);
        }

        for (var i = 0; i < reviews; i++)
        {
            var at = i % cards.Length;
            cards[at] = scheduler.Next(cards[at], i % 7 == 0 ? Answer.Again : Answer.Good, cards[at].Due);
            if (cards[at].Reps == 40)
            {
                cards[at] = new Card(Now, (ulong)i);
            }
        }
    }

    private static Card[] Cards()
    {
        var scheduler = new Scheduler(new SchedulerSettings());
        return [.. Enumerable.Range(0, Deck).Select(i => scheduler.Next(new Card(Now, (ulong)i), i % 3 == 0 ? Answer.Easy : Answer.Good, Now.AddMinutes(i * 7919L % 500_000)))];
    }

    private static List<Review> Log() =>
        [.. new SimulatedLearner(SimulatedLearner.RandomTruth(7), 7).Study(new Scheduler(new SchedulerSettings()), Now.AddYears(-3), 1_000, 8, 60).Take(LogLength)];

    private static Rounds Measure(int times, Action work)
    {
        var (clock, used) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < times; i++)
        {
            var processor = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            work();
            clock.Add(Stopwatch.GetElapsedTime(start));
            used.Add(Environment.CpuUsage.TotalTime - processor);
        }

        return new(clock, used);
    }

    /// <summary>How long each round took, by the clock and by the processor.</summary>
    private sealed record Rounds(IReadOnlyList<TimeSpan> Clock, IReadOnlyList<TimeSpan> Processor);
}
