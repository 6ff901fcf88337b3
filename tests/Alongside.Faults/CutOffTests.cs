using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Npgsql;

namespace Alongside.Faults;

/// <summary>A node and its PostgreSQL, or two nodes, that lose each other.</summary>
public sealed class CutOffTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task F22_while_postgresql_does_not_answer_everyone_is_told_within_five_seconds_and_it_recovers_by_itself()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        var pairs = await Inside.SeatAsync(house, 4);
        var cut = false;
        await using var wire = WireToPostgres(house, () => (_, next) => Volatile.Read(ref cut) ? Wire.Swallow : next);
        await using var server = await ServerProcess.StartAsync(house);
        await using var talk = await Talk.GatherAsync(pairs, server.Address);
        talk.Begin(Asked.Seed, longestPause: 200);
        await Until.SoAsync(() => talk.Sent > 20);

        Volatile.Write(ref cut, true);
        // Whoever was being answered just now has their answer.
        await Task.Delay(200);
        var sentBefore = talk.Sent;
        var (longest, codes) = await AskAsync(server, pairs[0], TimeSpan.FromSeconds(12));
        using (var live = await server.Http.GetAsync("/live"))
        using (var ready = await server.Http.GetAsync("/ready"))
        using (var crisis = await server.Http.GetAsync("/help-now"))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            // G6: whatever else does not answer.
            Assert.Equal(HttpStatusCode.OK, crisis.StatusCode);
        }

        var sentMeanwhile = talk.Sent - sentBefore;
        Volatile.Write(ref cut, false);
        wire.Healed = true;
        await server.BecomesReadyAsync();
        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        talk.Report(nameof(F22_while_postgresql_does_not_answer_everyone_is_told_within_five_seconds_and_it_recovers_by_itself),
            $"{wire.Spoilt} lines cut off, told after {longest.TotalSeconds:0.0} s at most", nameof(F22_while_postgresql_does_not_answer_everyone_is_told_within_five_seconds_and_it_recovers_by_itself));

        Assert.Empty(broken);
        Assert.Equal([HttpStatusCode.ServiceUnavailable], codes);
        Assert.Equal(0, sentMeanwhile);
        Assert.InRange(wire.Spoilt, 1, int.MaxValue);
        Assert.True(longest <= TimeSpan.FromSeconds(5) * Asked.Crowded, $"Somebody waited {longest} to be told.");
    }

    [Fact]
    public async Task F22_when_postgresql_ends_all_lines_nothing_sent_is_lost()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        var name = NameIn(house);
        var pairs = await Inside.SeatAsync(house, 6);
        await using var server = await ServerProcess.StartAsync(house);
        await using var talk = await Talk.GatherAsync(pairs, server.Address);
        talk.Begin(Asked.Seed);
        var ended = 0;
        for (var i = 0; i < 10; i++)
        {
            var before = talk.Sent;
            await Until.SoAsync(() => talk.Sent > before + 20);
            ended += await EndLinesAsync(house, name);
        }

        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        talk.Report(nameof(F22_when_postgresql_ends_all_lines_nothing_sent_is_lost), $"{ended} lines ended", nameof(F22_when_postgresql_ends_all_lines_nothing_sent_is_lost));

        Assert.Empty(broken);
        Assert.InRange(ended, 10, int.MaxValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F24_a_node_whose_line_to_the_others_is_cut_hears_again_by_itself(bool politely)
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        var straight = house.Environment["ALONGSIDE_DATABASE"];
        var pair = (await Inside.SeatAsync(house, 1))[0];
        using var other = house.AnotherNode();
        var cut = false;
        await using var wire = WireToPostgres(other, () => (_, next) => Volatile.Read(ref cut) ? Wire.Swallow : next);
        var name = NameIn(other);
        await using var near = await ServerProcess.StartAsync(house);
        await using var far = await ServerProcess.StartAsync(other);
        await using var person = new Talker(RecordOf(pair, "person"), pair.Person.Token, near.Address);
        await using var specialist = new Talker(RecordOf(pair, "specialist"), pair.Specialist.Token, far.Address);
        await Task.WhenAll(person.Listening, specialist.Listening).WaitAsync(Soon);
        await SaysAndIsHeardAsync("before");

        if (politely)
        {
            await using var postgres = new NpgsqlConnection(straight);
            await postgres.OpenAsync();
            await using var end = new NpgsqlCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = @name and query ilike 'listen%'", postgres);
            end.Parameters.AddWithValue("name", name);
            Assert.Equal(1L, await end.ExecuteScalarAsync());
        }
        else
        {
            // The line on which this would be heard is deaf from now on, and nobody is told; what is opened later is well.
            Volatile.Write(ref cut, true);
            Assert.Equal(Outcome.Ok, (await person.SayAsync(pair.Conversation, "meanwhile", default)).Outcome);
            await Until.SoAsync(() => wire.Spoilt > 0);
            wire.Healed = true;
        }

        var since = Stopwatch.GetTimestamp();
        await SaysAndIsHeardAsync("after");
        var took = Stopwatch.GetElapsedTime(since);
        await SaysAndIsHeardAsync("and after that");
        Console.WriteLine($"F24 {(politely ? "ended" : "cut without a word")}: heard after {took.TotalSeconds:0.0} s");
        string[] said = politely ? ["before", "after", "and after that"] : ["before", "meanwhile", "after", "and after that"];
        Assert.Equal(said, specialist.Record.Screen.Where(s => s.Text.Length > 0).OrderBy(s => s.Seq).Select(s => s.Text));
        Assert.True(took <= TimeSpan.FromSeconds(5) * Asked.Crowded, $"It took {took} until it was heard.");

        async Task SaysAndIsHeardAsync(string words)
        {
            Assert.Equal(Outcome.Ok, (await person.SayAsync(pair.Conversation, words, default)).Outcome);
            await specialist.HeardAsync("moment", m => m.GetProperty("text").GetString() == words, Soon);
        }
    }

    [Fact]
    public async Task F23_while_one_moment_is_held_up_and_later_ones_are_kept_a_reader_skips_nothing()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        // Both conversations are of one specialist, who reads them on one stream.
        var pairs = await Inside.SeatAsync(house, 2);
        await using var server = await ServerProcess.StartAsync(house);
        await using var talk = await Talk.GatherAsync(pairs, server.Address);
        var specialist = Assert.Single(talk.Talkers, t => t.Record.Side == "specialist");
        var (held, free) = (PersonOf(pairs[0]), PersonOf(pairs[1]));
        await using var postgres = new NpgsqlConnection(house.Environment["ALONGSIDE_DATABASE"]);
        await postgres.OpenAsync();
        for (var round = 1; round <= 3; round++)
        {
            await using var holding = await postgres.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand($"select 1 from \"{house.Environment["ALONGSIDE_SCHEMA"]}\".conversation where conversation_id = @c for update", postgres, holding))
            {
                hold.Parameters.AddWithValue("c", pairs[0].Conversation);
                await hold.ExecuteScalarAsync();
            }

            var late = held.SayAsync(pairs[0].Conversation, $"held {round}", default);
            await Task.Delay(300);
            var sooner = free.SayAsync(pairs[1].Conversation, $"free {round}", default);
            await Task.Delay(700);
            await holding.RollbackAsync();
            Assert.Equal(Outcome.Ok, (await late).Outcome);
            Assert.Equal(Outcome.Ok, (await sooner).Outcome);
            await specialist.HeardAsync("moment", m => m.GetProperty("text").GetString() == $"held {round}", Soon);
        }

        Assert.Empty(await talk.HealAsync(() => Kept.ReadAsync(house)));

        Talker PersonOf(Seated pair) => talk.Talkers.Single(t => t.Record.Author == pair.Person.Id.ToString());
    }

    [Fact]
    public async Task F25_when_one_of_three_nodes_is_killed_its_people_go_on_at_another()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        var pairs = await Inside.SeatAsync(house, 9);
        using var second = house.AnotherNode();
        using var third = house.AnotherNode();
        var servers = await Task.WhenAll(ServerProcess.StartAsync(house), ServerProcess.StartAsync(second), ServerProcess.StartAsync(third));
        try
        {
            // One address for everybody, as a proxy before the nodes gives; the two of a conversation sit at different nodes.
            var next = 0;
            await using var front = new Wire(
                () => servers.Where(s => !s.HasEnded).ToList() is var up && up.Count > 0 ? up[Interlocked.Increment(ref next) % up.Count].Address : null,
                () => (_, bytes) => bytes);
            await using var talk = await Talk.GatherAsync(pairs, front.Address);
            talk.Begin(Asked.Seed);
            await Until.SoAsync(() => talk.Sent > 100);

            await servers[1].KillAsync();
            var killed = Stopwatch.GetTimestamp();
            var lastBefore = talk.Talkers.ToDictionary(t => t, t => t.Record.Said.Count(s => s.Outcome is Outcome.Ok));
            await Until.SoAsync(() => talk.Talkers.All(t => t.Record.Said.Count(s => s.Outcome is Outcome.Ok) > lastBefore[t]));
            var stalled = Stopwatch.GetElapsedTime(killed);

            var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
            talk.Report(nameof(F25_when_one_of_three_nodes_is_killed_its_people_go_on_at_another),
                $"1 of 3 nodes killed, everybody went on after {stalled.TotalSeconds:0.0} s", nameof(F25_when_one_of_three_nodes_is_killed_its_people_go_on_at_another));

            Assert.Empty(broken);
            Assert.True(talk.Talkers.Sum(t => t.Cuts) > 0, "The kill met nobody.");
            Assert.True(stalled <= TimeSpan.FromSeconds(15) * Asked.Crowded, $"Somebody waited {stalled}.");
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    // For so long, one after another: how long the longest waited, and what all were told.
    private static async Task<(TimeSpan Longest, IReadOnlyCollection<HttpStatusCode> Codes)> AskAsync(ServerProcess server, Seated pair, TimeSpan span)
    {
        var http = Talker.Client(pair.Person.Token, server.Address, TimeSpan.FromSeconds(30));
        var (began, longest) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        var codes = new ConcurrentDictionary<HttpStatusCode, bool>();
        using (http)
        {
            while (Stopwatch.GetElapsedTime(began) < span)
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await http.PostAsync($"/api/conversations/{pair.Conversation}/moments", System.Net.Http.Json.JsonContent.Create(
                    new { clientId = Guid.CreateVersion7(), kind = "said", text = "is this kept?" }));
                codes[answer.StatusCode] = true;
                var took = Stopwatch.GetElapsedTime(asked);
                longest = took > longest ? took : longest;
                await Task.Delay(100);
            }
        }

        return (longest, [.. codes.Keys]);
    }

    private static ClientRecord RecordOf(Seated pair, string side) =>
        new((side == "person" ? pair.Person : pair.Specialist).Id.ToString(), side, new HashSet<string> { pair.Conversation });

    // From now on the installation's database is behind a wire.
    private static Wire WireToPostgres(Installation house, Func<Passing> forConnection)
    {
        var settings = new NpgsqlConnectionStringBuilder(house.Environment["ALONGSIDE_DATABASE"]);
        var wire = new Wire(new Uri($"tcp://{settings.Host}:{settings.Port}"), forConnection);
        settings.Port = wire.Address.Port;
        house.Environment["ALONGSIDE_DATABASE"] = settings.ToString();
        return wire;
    }

    // All lines of an installation carry the same name; a name of its own tells them from those of other tests.
    private static string NameIn(Installation house)
    {
        var settings = new NpgsqlConnectionStringBuilder(house.Environment["ALONGSIDE_DATABASE"]) { ApplicationName = "t" + Guid.CreateVersion7().ToString("N") };
        house.Environment["ALONGSIDE_DATABASE"] = settings.ToString();
        return settings.ApplicationName;
    }

    private static async Task<int> EndLinesAsync(Installation house, string name)
    {
        await using var postgres = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(house.Environment["ALONGSIDE_DATABASE"]) { ApplicationName = "test", Pooling = false }.ToString());
        await postgres.OpenAsync();
        await using var end = new NpgsqlCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = @name", postgres);
        end.Parameters.AddWithValue("name", name);
        return (int)(long)(await end.ExecuteScalarAsync())!;
    }
}
