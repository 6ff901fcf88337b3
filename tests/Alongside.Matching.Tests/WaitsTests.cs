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

    private static TimeSpan[] Lasted(int count, int minutes) => [.. Enumerable.Repeat(TimeSpan.FromMinutes(minutes), count)];
}
