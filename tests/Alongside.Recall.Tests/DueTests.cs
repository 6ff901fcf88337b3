namespace Alongside.Recall.Tests;

public sealed class DueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 17, 30, 0, TimeSpan.Zero);

    private static Card Due(double hours, CardState state = CardState.Review) => new(Now.AddHours(hours)) { State = state };

    [Fact]
    public void The_due_list_is_longest_waiting_first_then_deck_order_without_new_or_later_cards() => Assert.Equal(
        [3, 0, 4, 6],
        DueList.Of([Due(-1), Due(-9, CardState.New), Due(0.01), Due(-5), Due(-1), Due(24), Due(0, CardState.Learning)], Now));

    [Fact]
    public void The_due_list_of_a_large_deck_holds_every_due_card_once_and_in_order()
    {
        var chance = new Random(3);
        var deck = Enumerable.Range(0, 20_000).Select(_ => Due(chance.Next(-300, 300))).ToList();
        var due = DueList.Of(deck, Now);
        var expected = Enumerable.Range(0, deck.Count).Where(i => deck[i].Due <= Now).OrderBy(i => deck[i].Due).ThenBy(i => i);
        Assert.Equal(expected, due);
    }

    [Fact]
    public void The_forecast_counts_the_overdue_today_and_leaves_out_new_cards() => Assert.Equal(
        [new(new(2026, 3, 1), 3), new(new(2026, 3, 2), 1), new DueDay(new(2026, 3, 3), 0)],
        DueForecast.Of(
            [Due(-400), Due(0), Due(6), Due(7), Due(100), Due(1, CardState.New)], Now, 3, TimeZoneInfo.Utc));

    [Fact]
    public void The_forecast_turns_the_day_at_the_learners_own_midnight()
    {
        var boston = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        // 23:30 and 00:30 in Boston; both are the next day in UTC.
        Card[] deck = [new(new(2026, 3, 2, 4, 30, 0, TimeSpan.Zero)) { State = CardState.Review }, new(new(2026, 3, 2, 5, 30, 0, TimeSpan.Zero)) { State = CardState.Review }];
        Assert.Equal([1, 1], DueForecast.Of(deck, Now, 2, boston).Select(day => day.Cards));
        Assert.Equal([0, 2], DueForecast.Of(deck, Now, 2, TimeZoneInfo.Utc).Select(day => day.Cards));
    }
}
