namespace Alongside.Recall;

/// <summary>How many cards come due on a day.</summary>
public readonly record struct DueDay(DateOnly Day, int Cards);

/// <summary>What the coming days hold if every card is answered when due and nothing new begins.</summary>
public static class DueForecast
{
    /// <summary>One entry a day from today on; today also holds all that is overdue. Cards not met yet are left out.</summary>
    /// <param name="deck">The learner's cards.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="days">How many days, from 1.</param>
    /// <param name="zone">Where the learner's midnight is.</param>
    public static IReadOnlyList<DueDay> Of(IEnumerable<Card> deck, DateTimeOffset now, int days, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var today = LocalDay(now, zone);
        var counts = new int[days];
        foreach (var card in deck)
        {
            if (card.State == CardState.New)
                continue;
            var ahead = Math.Max(0, LocalDay(card.Due, zone).DayNumber - today.DayNumber);
            if (ahead < days)
                counts[ahead]++;
        }
        return [.. counts.Select((cards, ahead) => new DueDay(today.AddDays(ahead), cards))];
    }

    private static DateOnly LocalDay(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
