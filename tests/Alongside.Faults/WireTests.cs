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

    private static async Task LoseAnswersAsync(DatabaseKind on, int conversations, int planned, string test)
    {
        var chance = new Random(Asked.Seed);
        using var house = await Installation.FreshAsync(on);
        var pairs = await SeatedAsync(house, conversations);
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
        await UntilAsync(() => wire.Spoilt >= planned, planned);
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
        var pairs = await SeatedAsync(house, conversations);
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
        await UntilAsync(() => talk.Talkers.Sum(t => t.CutsInTheMiddle) >= planned, planned);
        wire.Healed = true;

        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        var inTheMiddle = talk.Talkers.Sum(t => t.CutsInTheMiddle);
        talk.Report($"{test} on {on}", $"{wire.Spoilt} streams cut, {inTheMiddle} of {planned} of them inside an event", test);

        Assert.Empty(broken);
        Assert.InRange(inTheMiddle, planned, int.MaxValue);
    }

    private static async Task<IReadOnlyList<Seated>> SeatedAsync(Installation house, int conversations)
    {
        house.Environment["ALONGSIDE_MOMENTS_PER_MINUTE"] = "1000000";
        await using var inside = await Inside.OpenAsync(house);
        return await inside.PairsAsync(conversations);
    }

    // Random is not safe for many connections at once.
    private static int Next(Random chance, int below)
    {
        lock (chance)
        {
            return chance.Next(below);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo, int planned)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60 + planned));
        while (!isSo())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
