namespace Alongside.Matching.Tests;

public sealed class WaitsTests
{
    [Fact]
    public void Without_seats_nothing_is_promised() => Assert.Null(Waits.Estimate(0, 0, [], [], seed: 1));

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 5, 2)]
    public void A_free_seat_means_at_most_a_minute(int before, int seats, int busy) =>
        Assert.Equal(new WaitRange(0, 1), Waits.Estimate(before, seats, Lasted(busy, 40), [], seed: 1));

    [Fact]
    public void The_same_seed_gives_the_same_range() =>
        Assert.Equal(Waits.Estimate(3, 4, Lasted(4, 12), [], seed: 7), Waits.Estimate(3, 4, Lasted(4, 12), [], seed: 7));

    [Fact]
    public void With_one_seat_the_range_is_what_is_left_of_its_conversation()
    {
        // Lengths with a median of 30 minutes and a log deviation of 0.5, spread evenly: a tenth is under 15.8, a tenth over 57.
        double[] steps = [-1.28, -0.84, -0.52, -0.25, 0, 0.25, 0.52, 0.84, 1.28, 0];
        TimeSpan[] known = [.. Enumerable.Repeat(steps, 5).SelectMany(step => step).Select(step => TimeSpan.FromMinutes(30 * Math.Exp(0.6 * step)))];

        var begun = Waits.Estimate(0, 1, Lasted(1, 0), known, seed: 3)!.Value;
        Assert.InRange(begun.FromMinutes, 12, 18);
        Assert.InRange(begun.ToMinutes, 54, 68);

        // A conversation of 100 minutes is rare here; of those that come so far, half end in the next quarter of an hour.
        var late = Waits.Estimate(0, 1, Lasted(1, 100), known, seed: 3)!.Value;
        Assert.InRange(late.FromMinutes, 0, 4);
        Assert.InRange(late.ToMinutes, 40, 90);
    }

    [Fact]
    public void More_people_before_me_is_later_and_more_seats_are_sooner()
    {
        WaitRange At(int before, int seats) => Waits.Estimate(before, seats, Lasted(seats, 10), [], seed: 5)!.Value;

        Assert.True(At(before: 6, seats: 4).FromMinutes > At(before: 1, seats: 4).FromMinutes);
        Assert.True(At(before: 6, seats: 4).ToMinutes > At(before: 1, seats: 4).ToMinutes);
        Assert.True(At(before: 6, seats: 8).ToMinutes < At(before: 6, seats: 4).ToMinutes);
    }

    [Fact]
    public void Recent_lengths_outweigh_the_first_guess()
    {
        var shorter = Waits.Estimate(2, 2, Lasted(2, 1), Lasted(50, 8), seed: 5)!.Value;
        var longer = Waits.Estimate(2, 2, Lasted(2, 1), Lasted(50, 80), seed: 5)!.Value;
        var guess = Waits.Estimate(2, 2, Lasted(2, 1), [], seed: 5)!.Value;

        Assert.True(shorter.ToMinutes < guess.ToMinutes && guess.ToMinutes < longer.ToMinutes);
        Assert.Equal(shorter, Waits.Estimate(2, 2, Lasted(2, 1), [.. Lasted(50, 8), .. Lasted(500, 300)], seed: 5));
    }

    [Fact]
    public void A_seat_that_was_taken_away_comes_back_to_nobody()
    {
        // Four conversations on what are now two seats: three must end before one seat is free.
        var lowered = Waits.Estimate(0, 2, Lasted(4, 10), [], seed: 5)!.Value;
        var even = Waits.Estimate(0, 4, Lasted(4, 10), [], seed: 5)!.Value;

        Assert.True(lowered.FromMinutes > even.FromMinutes && lowered.ToMinutes > even.ToMinutes);
    }

    [Fact]
    public void Odd_figures_still_give_an_honest_range()
    {
        var forgotten = Waits.Estimate(0, 1, Lasted(1, 3 * 24 * 60), Lasted(5, 0), seed: 5)!.Value;
        var crowd = Waits.Estimate(2_000, 3, Lasted(3, 10), [], seed: 5)!.Value;

        Assert.InRange(forgotten.FromMinutes, 1, 24 * 60);
        Assert.InRange(forgotten.ToMinutes, forgotten.FromMinutes + 1, 24 * 60);
        Assert.True(crowd.FromMinutes > 24 * 60);
        Assert.Equal(new WaitRange(0, 1), Waits.Estimate(-1, 1, [], [], seed: 5));
        Assert.NotNull(Waits.Estimate(-1, 1, Lasted(1, -3), [], seed: 5));
    }

    private static TimeSpan[] Lasted(int count, int minutes) => [.. Enumerable.Repeat(TimeSpan.FromMinutes(minutes), count)];
}
