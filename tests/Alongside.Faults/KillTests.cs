using System.Diagnostics;

namespace Alongside.Faults;

public sealed class KillTests
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(5);

    [Theory, OnBothDatabases]
    public Task F01_killed_at_random_moments_nothing_sent_is_lost(DatabaseKind on) =>
        KillAsync(on, 10, on is DatabaseKind.Sqlite ? 5 : 2, nameof(F01_killed_at_random_moments_nothing_sent_is_lost));

    [Theory(Skip = Asked.Skipped, SkipUnless = nameof(Asked.Long), SkipType = typeof(Asked)), OnBothDatabases]
    public Task F01_long_killed_two_hundred_times_over_fifty_conversations(DatabaseKind on) =>
        KillAsync(on, 50, 200, nameof(F01_long_killed_two_hundred_times_over_fifty_conversations));

    private static async Task KillAsync(DatabaseKind on, int conversations, int kills, string test)
    {
        var chance = new Random(Asked.Seed);
        using var house = await Installation.FreshAsync(on);
        var pairs = await Inside.SeatAsync(house, conversations);

        var server = await ServerProcess.StartAsync(house);
        var port = server.Address.Port;
        var (killed, slowest) = (0, TimeSpan.Zero);
        try
        {
            await using var talk = await Talk.GatherAsync(pairs, server.Address);
            talk.Begin(Asked.Seed);
            for (var i = 0; i < kills; i++)
            {
                var before = talk.Sent;
                await Task.Delay(chance.Next(200, 1200));
                await Until.SoAsync(() => talk.Sent > before + 20);
                await server.KillAsync();
                await server.DisposeAsync();
                killed++;
                // At this very moment the disk holds all that anybody was told is sent.
                var records = talk.Records;
                Assert.Empty(Oracle.Lost(records, await Kept.AfterKillAsync(house)));

                var since = Stopwatch.GetTimestamp();
                server = await ServerProcess.StartAsync(house, port);
                slowest = Max(slowest, Stopwatch.GetElapsedTime(since));
            }

            var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
            talk.Report($"{test} on {on}", $"{killed} of {kills} kills, ready again after {slowest.TotalSeconds:0.0} s at most", test);
            Assert.Empty(broken);
            Assert.Equal(kills, killed);
            Assert.True(talk.TriedAgain >= kills, "The kills met nobody in the middle of saying something.");
            Assert.True(talk.Talkers.All(t => t.Cuts >= kills), "Not every stream was cut by every kill.");
            Assert.True(slowest <= ReadyWithin * Asked.Crowded, $"It took {slowest} until it was ready again.");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
