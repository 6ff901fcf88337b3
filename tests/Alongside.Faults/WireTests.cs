namespace Alongside.Faults;

public sealed class WireTests
{
    [Theory, OnBothDatabases]
    public Task F13_when_answers_are_lost_a_retry_keeps_one_moment(DatabaseKind on) =>
        LoseAnswersAsync(on, 6, planned: 30, nameof(F13_when_answers_are_lost_a_retry_keeps_one_moment));

    [Theory(Skip = Asked.Skipped, SkipUnless = nameof(Asked.Long), SkipType = typeof(Asked)), OnBothDatabases]
    public Task F13_long_two_thousand_answers_are_lost(DatabaseKind on) =>
        LoseAnswersAsync(on, 30, planned: 2_000, nameof(F13_long_two_thousand_answers_are_lost));

    [Theory, OnBothDatabases]
    public Task F17_a_stream_cut_inside_an_event_resumes_without_loss_or_repeat(DatabaseKind on) =>
        CutStreamsAsync(on, 6, planned: 40, nameof(F17_a_stream_cut_inside_an_event_resumes_without_loss_or_repeat));

    [Theory(Skip = Asked.Skipped, SkipUnless = nameof(Asked.Long), SkipType = typeof(Asked)), OnBothDatabases]
    public Task F17_long_streams_are_cut_three_thousand_times(DatabaseKind on) =>
        CutStreamsAsync(on, 30, planned: 3_000, nameof(F17_long_streams_are_cut_three_thousand_times));

    [Fact]
    public async Task F14_on_a_line_of_50_kbit_that_drops_a_fifth_what_is_said_is_acknowledged_in_five_seconds()
    {
        var chance = new Random(Asked.Seed);
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var pairs = await Inside.SeatAsync(house, 2);
        await using var server = await ServerProcess.StartAsync(house);
        // 50,000 bits a second; what the line drops comes again after 0.3 s, or after 0.9 s when it is dropped twice.
        await using var wire = new Wire(server.Address, () => (_, next) => next)
        {
            Slowness = bytes => TimeSpan.FromSeconds((bytes * 8 / 50_000.0) + (Next(chance, 100) switch { < 4 => 0.9, < 20 => 0.3, _ => 0 })),
        };
        await using var talk = await Talk.GatherAsync(pairs, wire.Address);
        talk.Begin(Asked.Seed, longestPause: 300);
        await Until.SoAsync(() => talk.Sent >= 40);

        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        var slow = talk.Waits;
        talk.Report(nameof(F14_on_a_line_of_50_kbit_that_drops_a_fifth_what_is_said_is_acknowledged_in_five_seconds),
            $"p95 to the acknowledgement {slow.TotalSeconds:0.0} s", nameof(F14_on_a_line_of_50_kbit_that_drops_a_fifth_what_is_said_is_acknowledged_in_five_seconds));

        Assert.Empty(broken);
        Assert.InRange(slow, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5) * Asked.Crowded);
    }

    [Theory, OnBothDatabases]
    public async Task F19_when_three_hundred_come_back_at_once_what_is_said_still_goes_through(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        // Two conversations share a specialist: 200 people and 100 specialists.
        var pairs = await Inside.SeatAsync(house, 200);
        var server = await ServerProcess.StartAsync(house);
        var port = server.Address.Port;
        try
        {
            await using var talk = await Talk.GatherAsync(pairs, server.Address);
            await server.KillAsync();
            await server.DisposeAsync();
            server = await ServerProcess.StartAsync(house, port);
            talk.Begin(Asked.Seed, longestPause: 20_000);
            await Task.Delay(TimeSpan.FromSeconds(10));
            var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
            var slow = talk.Waits;
            talk.Report($"{nameof(F19_when_three_hundred_come_back_at_once_what_is_said_still_goes_through)} on {on}",
                $"p95 to the acknowledgement {slow.TotalSeconds:0.0} s", nameof(F19_when_three_hundred_come_back_at_once_what_is_said_still_goes_through));

            Assert.Empty(broken);
            Assert.Equal(300, talk.Talkers.Count(t => t.Cuts > 0));
            Assert.True(slow <= TimeSpan.FromSeconds(2) * Asked.Crowded, $"One in twenty waited longer than {slow}.");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task LoseAnswersAsync(DatabaseKind on, int conversations, int planned, string test)
    {
        var chance = new Random(Asked.Seed);
        using var house = await Installation.FreshAsync(on);
        var pairs = await Inside.SeatAsync(house, conversations);
        await using var server = await ServerProcess.StartAsync(house);
        var gathered = false;
        // One answer in four to something said is lost: the line is cut in its place or in the middle of it, or nothing comes at all.
        await using var wire = new Wire(server.Address, () => (_, next) => !gathered ? next : Next(chance, 12) switch
        {
            0 => 0,
            1 => Next(chance, next),
            2 => Wire.Swallow,
            _ => next,
        });
        await using var talk = await Talk.GatherAsync(pairs, wire.Address, streamAt: server.Address, patience: TimeSpan.FromSeconds(2));
        gathered = true;
        talk.Begin(Asked.Seed);
        await Until.SoAsync(() => wire.Spoilt >= planned, within: 60 + planned);
        wire.Healed = true;

        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        talk.Report($"{test} on {on}", $"{wire.Spoilt} of {planned} answers lost", test);

        Assert.Empty(broken);
        Assert.InRange(wire.Spoilt, planned, int.MaxValue);
        Assert.True(talk.TriedAgain >= planned / 2, "Most of the lost answers were to nothing that was said.");
    }

    private static async Task CutStreamsAsync(DatabaseKind on, int conversations, int planned, string test)
    {
        var chance = new Random(Asked.Seed);
        using var house = await Installation.FreshAsync(on);
        var pairs = await Inside.SeatAsync(house, conversations);
        await using var server = await ServerProcess.StartAsync(house);
        var gathered = false;
        await using var wire = new Wire(server.Address, () =>
        {
            var cutAt = Next(chance, 6_000) + 500;
            return (before, next) => !gathered ? next : (int)Math.Clamp(cutAt - before, 0, next);
        });
        await using var talk = await Talk.GatherAsync(pairs, server.Address, streamAt: wire.Address);
        gathered = true;
        talk.Begin(Asked.Seed);
        await Until.SoAsync(() => talk.Talkers.Sum(t => t.CutsInTheMiddle) >= planned, within: 60 + planned);
        wire.Healed = true;

        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        var inTheMiddle = talk.Talkers.Sum(t => t.CutsInTheMiddle);
        talk.Report($"{test} on {on}", $"{wire.Spoilt} streams cut, {inTheMiddle} of {planned} of them inside an event", test);

        Assert.Empty(broken);
        Assert.InRange(inTheMiddle, planned, int.MaxValue);
    }

    // Random is not safe for many connections at once.
    private static int Next(Random chance, int below)
    {
        lock (chance)
        {
            return chance.Next(below);
        }
    }
}
