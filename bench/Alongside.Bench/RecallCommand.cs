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
        var (wall, processor) = Best(5, () => Schedule(Reviews));
        var due = Cards();
        var (list, listProcessor) = Best(30, () => DueList.Of(due, Now.AddYears(2)));
        var log = Log();
        Optimiser.Fit([.. log.Take(2_000)]);
        var (fit, fitProcessor) = Best(3, () => Optimiser.Fit(log));

        output.WriteLine("best of several, by the clock and by processor time of this process");
        var fast = Line(output, "reviews scheduled a second", Reviews / wall.TotalSeconds, Reviews / processor.TotalSeconds, 1_000_000, atLeast: true, "N0", "");
        var soon = Line(output, $"due list of {Deck:N0} cards, all due", list.TotalMilliseconds, listProcessor.TotalMilliseconds, 20, atLeast: false, "0.0", " ms");
        var fitted = Line(output, $"optimiser on {log.Count:N0} reviews", fit.TotalSeconds, fitProcessor.TotalSeconds, 10, atLeast: false, "0.00", " s");
        return fast && soon && fitted ? 0 : 1;
    }

    private static bool Line(TextWriter output, string what, double wall, double processor, double target, bool atLeast, string format, string unit)
    {
        var met = atLeast ? wall >= target : wall <= target;
        output.WriteLine($"{what,-40} {wall.ToString(format, null)}{unit} ({processor.ToString(format, null)}{unit}), target {(atLeast ? "at least" : "at most")} {target.ToString("N0", null)}{unit}: {(met ? "met" : "NOT met")}");
        return met;
    }

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

    private static (TimeSpan Wall, TimeSpan Processor) Best(int times, Action work)
    {
        var best = (Wall: TimeSpan.MaxValue, Processor: TimeSpan.MaxValue);
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < times; i++)
        {
            process.Refresh();
            var processor = process.TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            work();
            var wall = Stopwatch.GetElapsedTime(start);
            process.Refresh();
            var used = process.TotalProcessorTime - processor;
            best = (wall < best.Wall ? wall : best.Wall, used > TimeSpan.Zero && used < best.Processor ? used : best.Processor);
        }

        return best;
    }
}
