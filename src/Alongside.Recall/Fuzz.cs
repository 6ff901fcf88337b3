namespace Alongside.Recall;

/// <summary>
/// Moves an interval a little, so that a deck learned in one evening does not come back in one evening. The
/// ranges are the published ones (Anki, ts-fsrs 5.4.2); the chance is our own, from the card's seed and its count
/// of answers, so that a preview, the answer and a later replay agree.
/// </summary>
internal static class Fuzz
{
    private const double Smallest = 2.5;

    public static int Spread(int interval, int elapsedDays, int longest, ulong seed, int turn)
    {
        if (interval < Smallest)
            return interval;
        var (least, most) = Range(interval, elapsedDays, longest);
        return least + (int)(Chance.Fraction(seed, (ulong)turn) * (most - least + 1));
    }

    public static (int Least, int Most) Range(int interval, int elapsedDays, int longest)
    {
        var delta = 1
            + 0.15 * Math.Max(Math.Min(interval, 7) - 2.5, 0)
            + 0.1 * Math.Max(Math.Min(interval, 20) - 7, 0)
            + 0.05 * Math.Max(interval - 20, 0);
        interval = Math.Min(interval, longest);
        var least = Math.Max(2, (int)Rounding.HalfUp(interval - delta));
        var most = Math.Min((int)Rounding.HalfUp(interval + delta), longest);
        // An interval that grew stays longer than the wait before it.
        if (interval > elapsedDays)
            least = Math.Max(least, elapsedDays + 1);
        return (Math.Min(least, most), most);
    }
}
