namespace Alongside.Recall.Tests;

public sealed class SchedulerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 17, 30, 0, TimeSpan.Zero);
    private readonly Scheduler _scheduler = new(new SchedulerSettings());

    [Fact]
    public void A_clock_set_back_counts_as_the_same_day()
    {
        var card = _scheduler.Next(new Card(Start), Answer.Easy, Start);
        var back = _scheduler.Next(card, Answer.Good, Start.AddDays(-3));
        var same = _scheduler.Next(card, Answer.Good, Start);
        Assert.Equal(same.Stability, back.Stability);
        Assert.Equal(Start.AddDays(-3).AddDays(back.IntervalDays), back.Due);
    }

    [Fact]
    public void The_offset_a_time_is_told_in_changes_nothing() => Assert.Equal(
        _scheduler.Next(new Card(Start), Answer.Good, Start),
        _scheduler.Next(new Card(Start), Answer.Good, Start.ToOffset(TimeSpan.FromHours(-5))));

    [Fact]
    public void An_answer_that_is_none_of_the_four_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _scheduler.Next(new Card(Start), (Answer)5, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => _scheduler.Next(new Card(Start), 0, Start));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_and_those_at_the_edge_are_not()
    {
        SchedulerSettings fine = new();
        _ = new Scheduler(fine with { Retention = 1, LongestInterval = 1, LearningMinutes = [1, 720], RelearningMinutes = [] });
        SchedulerSettings[] refused =
        [
            fine with { Retention = 0 },
            fine with { Retention = 1.01 },
            fine with { Retention = double.NaN },
            fine with { LongestInterval = 0 },
            fine with { LongestInterval = 36_501 },
            fine with { LearningMinutes = [0] },
            fine with { LearningMinutes = [10, 10] },
            fine with { RelearningMinutes = [721] },
        ];
        Assert.All(refused, settings => Assert.Throws<ArgumentException>(() => new Scheduler(settings)));
    }

    [Fact]
    public void Weights_are_21_finite_numbers_and_are_moved_to_their_bounds()
    {
        Assert.Throws<ArgumentException>(() => Weights.From(new double[20]));
        Assert.Throws<ArgumentException>(() => Weights.From([.. new double[20], double.NaN]));
        var low = Weights.From(new double[21]);
        Assert.Equal((0.001, 1, 0.1), (low[0], low[4], low[20]));
        Assert.Equal(Weights.Default.Values.ToArray(), Weights.From(Weights.Default.Values).Values.ToArray());
    }

    [Fact]
    public void Cards_learned_in_one_evening_do_not_all_come_back_on_one_day()
    {
        var days = Enumerable.Range(0, 200).Select(seed =>
        {
            var card = new Card(Start, (ulong)seed);
            for (var i = 0; i < 5; i++)
                card = _scheduler.Next(card, Answer.Good, i < 2 ? Start : Start.AddDays(10 * i));
            return card.IntervalDays;
        }).ToList();
        Assert.True(days.Distinct().Count() >= 5, string.Join(' ', days.Distinct().Order()));
        Assert.True(days.CountBy(d => d).Max(d => d.Value) < 100);
    }

    [Fact]
    public void A_deck_is_made_again_from_the_reviews_of_all_its_cards()
    {
        var (one, two) = (new CardId(new Guid(1, 0, 0, new byte[8])), new CardId(new Guid(2, 0, 0, new byte[8])));
        Review[] reviews =
        [
            new(default, one, Start, Answer.Good),
            new(default, two, Start.AddMinutes(1), Answer.Again),
            new(default, one, Start.AddMinutes(10), Answer.Easy),
        ];
        var deck = _scheduler.ReplayDeck(reviews, _ => new Card(Start));
        Assert.Equal(2, deck.Count);
        Assert.Equal(_scheduler.Replay(new Card(Start), [reviews[0], reviews[2]]), deck[one]);
        Assert.Equal(_scheduler.Replay(new Card(Start), [reviews[1]]), deck[two]);
    }
}
