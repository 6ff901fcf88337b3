namespace Alongside.Matching.Tests;

/// <summary>What one person was told on arriving, and what then happened; in minutes.</summary>
internal sealed record Arrival(WaitRange Told, double Waited)
{
    public bool HadToWait => Waited > 0;

    public bool WasTrue => Told.FromMinutes <= Waited && Waited <= Told.ToMinutes;

    public int Width => Told.ToMinutes - Told.FromMinutes;
}

/// <summary>
/// A simulated evening: people arrive by chance, are met by the real matching, and talk for log-normal lengths that the
/// estimate does not know. <paramref name="Load"/> is the share of the seats' time that is asked for.
/// </summary>
internal sealed record Evening(int[] Seats, double Median, double Deviation, double Load, int Seed)
{
    public IReadOnlyList<Arrival> Of(int arrivals, IEnumerable<TimeSpan> history)
    {
        var random = new Random(Seed);
        var everySeat = Seats.Sum();
        var gap = Median * Math.Exp(Deviation * Deviation / 2) / everySeat / Load;
        var recent = new List<TimeSpan>(history);
        var open = new List<(string Specialist, double Began, double Ends)>();
        var lastMet = new long[Seats.Length];
        var line = new List<(string Id, double Came, WaitRange Told)>();
        var done = new Dictionary<string, Arrival>();
        var arrived = 0;
        var nextArrival = 0.0;

        while (done.Count < arrivals)
        {
            var nextEnd = open.Select(talk => talk.Ends).DefaultIfEmpty(double.PositiveInfinity).Min();
            var now = Math.Min(nextEnd, nextArrival);
            if (now == nextEnd)
            {
                var ended = open.Single(talk => talk.Ends == nextEnd);
                open.Remove(ended);
                recent.Insert(0, TimeSpan.FromMinutes(ended.Ends - ended.Began));
            }
            else
            {
                TimeSpan[] busyFor = [.. open.Select(talk => TimeSpan.FromMinutes(now - talk.Began))];
                line.Add(($"{arrived}", now, Waits.Estimate(line.Count, everySeat, busyFor, recent, (ulong)arrived)!.Value));
                nextArrival = ++arrived < arrivals ? now - (gap * Math.Log(1 - random.NextDouble())) : double.PositiveInfinity;
            }

            var hands = Seats.Select((seats, i) => new Hands($"{i}", seats, open.Count(talk => talk.Specialist == $"{i}"), lastMet[i])).ToArray();
            foreach (var meeting in Meetings.Among([.. line.Select(waiting => new WaitingPerson(waiting.Id, null))], hands))
            {
                var met = line.Single(waiting => waiting.Id == meeting.Person);
                line.Remove(met);
                done.Add(met.Id, new Arrival(met.Told, now - met.Came));
                open.Add((meeting.Specialist, now, now + Length(random)));
                lastMet[Array.FindIndex(hands, hand => hand.Specialist == meeting.Specialist)] = (long)(now * 60_000_000);
            }
        }

        return [.. done.Values];
    }

    public IEnumerable<TimeSpan> History(int count)
    {
        var random = new Random(~Seed);
        return [.. Enumerable.Range(0, count).Select(_ => TimeSpan.FromMinutes(Length(random)))];
    }

    private double Length(Random random) => Median * Math.Exp(Deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
