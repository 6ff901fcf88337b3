namespace Alongside.Matching;

/// <summary>How long the wait honestly is.</summary>
public static class Waits
{
    // Enough for two steady percentiles; fewer for a very long line, so that the answer stays cheap.
    private const int MostEvenings = 400, FewestEvenings = 60, Draws = 8_000;

    /// <summary>
    /// The range, in whole minutes, in which four of five such waits end; null when there are no seats. The room is imagined
    /// many times over: each open conversation ends after what is left of it, given how long it has lasted (Whitt 1999, "Predicting Queueing
    /// Delays"), those before me take the seats that come free, and the next is mine. The tenth and the
    /// ninetieth percentile are rounded outward. Nobody is assumed to leave the line.
    /// </summary>
    /// <param name="before">People before me in the line.</param>
    /// <param name="seats">All seats of those on duty.</param>
    /// <param name="busyFor">How long each open conversation on those seats has lasted.</param>
    /// <param name="recent">Lengths of finished conversations, newest first; may be empty; the first fifty count.</param>
    /// <param name="seed">The same seed gives the same answer.</param>
    public static WaitRange? Estimate(int before, int seats, IReadOnlyList<TimeSpan> busyFor, IReadOnlyList<TimeSpan> recent, ulong seed)
    {
        if (seats <= 0)
        {
            return null;
        }

        before = Math.Max(0, before);
        if (before < seats - busyFor.Count)
        {
            return new WaitRange(0, 1);
        }

        var lengths = new Lengths(recent);
        var chance = new Chance(seed);
        var ends = new PriorityQueue<double, double>(busyFor.Count + 1);
        var waits = new double[Math.Clamp(Draws / (before + busyFor.Count), FewestEvenings, MostEvenings)];
        for (var i = 0; i < waits.Length; i++)
        {
            waits[i] = OneWait(before, seats, busyFor, lengths.Imagine(chance), chance, ends);
        }

        Array.Sort(waits);
        var tenth = ((waits.Length + 1) / 10) - 1;
        var from = (int)Math.Floor(waits[tenth]);
        var to = (int)Math.Ceiling(waits[^(tenth + 1)]);
        return new WaitRange(from, Math.Max(to, from + 1));
    }

    private static double OneWait(
        int before, int seats, IReadOnlyList<TimeSpan> busyFor, Lengths.Evening evening, Chance chance, PriorityQueue<double, double> ends)
    {
        ends.Clear();
        foreach (var lasted in busyFor)
        {
            Add(evening.Left(lasted.TotalMinutes, chance));
        }

        for (var ahead = before; ; ahead--)
        {
            var now = 0.0;
            while (ends.Count >= seats)
            {
                now = ends.Dequeue();
            }

            if (ahead <= 0)
            {
                return now;
            }

            Add(now + evening.Whole(chance));
        }

        void Add(double end) => ends.Enqueue(end, end);
    }
}
