using System.Diagnostics;
using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Faults;

/// <summary>The file that everything lies in: held by somebody else, or cut short.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task F08_while_another_process_holds_the_database_what_is_said_is_late_and_not_lost()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var pairs = await Inside.SeatAsync(house, 4);
        await using var server = await ServerProcess.StartAsync(house);
        await using var talk = await Talk.GatherAsync(pairs, server.Address, patience: TimeSpan.FromSeconds(30));
        talk.Begin(Asked.Seed);
        await Until.SoAsync(() => talk.Sent > 20);

        TimeSpan held;
        int meanwhile;
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = house.File("alongside.db"), Pooling = false }.ToString()))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("pragma busy_timeout = 10000; begin immediate");
            var since = Stopwatch.GetTimestamp();
            var before = talk.Sent;
            await Task.Delay(TimeSpan.FromSeconds(10));
            // Reading goes on.
            using (var page = await server.Http.GetAsync("/library"))
            {
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            }

            meanwhile = talk.Sent - before;
            held = Stopwatch.GetElapsedTime(since);
            await other.ExecuteAsync("rollback");
        }

        var after = talk.Sent;
        await Until.SoAsync(() => talk.Sent > after + 20);
        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        talk.Report(nameof(F08_while_another_process_holds_the_database_what_is_said_is_late_and_not_lost),
            $"held for {held.TotalSeconds:0.0} s, {meanwhile} sent meanwhile", nameof(F08_while_another_process_holds_the_database_what_is_said_is_late_and_not_lost));

        Assert.Empty(broken);
        // It really was held: nothing but what was on its way already was kept.
        Assert.InRange(meanwhile, 0, pairs.Count * 2);
        // Late, and not refused: nobody had to try again.
        Assert.Equal(0, talk.TriedAgain);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    public async Task F09_when_the_end_of_the_journal_is_damaged_what_came_before_stands(string how)
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var pairs = await Inside.SeatAsync(house, 3);
        await using (var server = await ServerProcess.StartAsync(house))
        {
            await using var talk = await Talk.GatherAsync(pairs, server.Address);
            talk.Begin(Asked.Seed);
            await Until.SoAsync(() => talk.Sent > 60);
            await server.KillAsync();
        }

        var before = await Kept.AfterKillAsync(house);
        var chance = new Random(Asked.Seed);
        await using (var journal = new FileStream(house.File("alongside.db-wal"), FileMode.Open, FileAccess.ReadWrite))
        {
            // A frame is a page and 24 bytes; the last twenty of them or so.
            var at = Math.Max(32, journal.Length - chance.Next(1, 20 * 4_120));
            if (how == "cut")
            {
                journal.SetLength(at);
            }
            else
            {
                journal.Position = at;
                var one = journal.ReadByte();
                journal.Position = at;
                journal.WriteByte((byte)(one ^ (1 << chance.Next(8))));
            }
        }

        await using var again = await ServerProcess.StartAsync(house);
        var after = await Kept.ReadAsync(house);
        var (pair, http) = (pairs[0], Talker.Client(pairs[0].Person.Token, again.Address, TimeSpan.FromSeconds(10)));
        using (http)
        {
            using var said = await http.PostAsync($"/api/conversations/{pair.Conversation}/moments", System.Net.Http.Json.JsonContent.Create(
                new { clientId = Guid.CreateVersion7(), kind = "said", text = "we go on" }));
            Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        }

        Console.WriteLine($"F09 {how}, seed {Asked.Seed}: {before.Count} moments before, {after.Count} after");
        await using (var main = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = house.File("alongside.db"), Pooling = false }.ToString()))
        {
            Assert.Equal("ok", await main.QuerySingleAsync<string>("pragma integrity_check"));
        }

        // What is left is the beginning of what was, and no log has a gap.
        foreach (var log in (await Kept.ReadAsync(house)).GroupBy(m => m.Conversation))
        {
            Assert.Equal(Enumerable.Range(1, log.Count()).Select(n => (long)n), log.Select(m => m.Seq));
        }

        Assert.Equal(after, before.Where(m => after.Any(a => a.Conversation == m.Conversation && a.Seq == m.Seq)));
        Assert.InRange(after.Count, 1, before.Count);
        Assert.True(how == "flipped" || after.Count < before.Count, "Nothing was cut.");
    }
}
