using System.Diagnostics;

namespace Alongside.Faults;

/// <summary>The power goes: what was not yet safe on the disk may be there, or not, or by half.</summary>
public sealed class PowerCutTests
{
    private const int States = 80;

    // When the write-ahead log is so long it is soon carried over into the file, and that is to be recorded too.
    private const long NearlyCarriedOver = 13_500_000;

    private static readonly string[] Files = ["alongside.db", "alongside.db-wal", "keys.db", "keys.db-wal"];

    [Fact]
    public async Task F10_whatever_a_disk_had_not_yet_made_safe_nothing_acknowledged_is_lost()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "skipped: strace is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var everyone = await Inside.SeatAsync(house, 16);
        var pairs = everyone.Skip(8).ToList();
        await using var server = await ServerProcess.StartAsync(house);
        await using (var filling = await Talk.GatherAsync([.. everyone.Take(8)], server.Address))
        {
            filling.Begin(Asked.Seed, longestPause: 2);
            await Until.SoAsync(() => new FileInfo(house.File("alongside.db-wal")).Length > NearlyCarriedOver);
        }

        var trace = Path.Combine(house.Data.Parent!.FullName, "trace");
        using var strace = Process.Start(new ProcessStartInfo("/usr/bin/strace",
            ["-f", "-q", "-y", "-xx", "-ttt", "-s", "100000", "-p", $"{server.Id}", "-e", RecordedDisk.Traced, .. Files.SelectMany(f => new[] { "-P", house.File(f) }), "-o", trace])
        {
            RedirectStandardError = true,
        })!;
        await Task.Delay(1_000);
        Assert.SkipWhen(strace.HasExited, "skipped: this account may not follow another process");
        var before = Files.ToDictionary(f => f, f => File.ReadAllBytes(house.File(f)));
        var carriedOver = File.GetLastWriteTimeUtc(house.File("alongside.db"));
        // The trace tells the time of day, the clients' records that of the monotonic clock.
        var (now, timestamp) = ((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds, Stopwatch.GetTimestamp());

        await using var talk = await Talk.GatherAsync(pairs, server.Address);
        talk.Begin(Asked.Seed + 1, longestPause: 4);
        await Until.SoAsync(() => File.GetLastWriteTimeUtc(house.File("alongside.db")) > carriedOver);
        var sent = talk.Sent;
        await Until.SoAsync(() => talk.Sent > sent + 100);
        Assert.Empty(await talk.HealAsync(async () => [.. (await Kept.ReadAsync(house)).Where(m => pairs.Any(p => p.Conversation == m.Conversation))]));
        using (var end = Process.Start("kill", ["-TERM", $"{strace.Id}"]))
        {
            await strace.WaitForExitAsync();
        }

        var disk = await RecordedDisk.ReadAsync(trace, before);
        Assert.True(disk.WritesTo("alongside.db-wal") > 200 && disk.WritesTo("alongside.db") > 100,
            $"The recording holds {disk.WritesTo("alongside.db-wal")} writes to the log and {disk.WritesTo("alongside.db")} to the file.");
        var chance = new Random(Asked.Seed);
        var (lost, acknowledged) = (0, 0);
        for (var i = 0; i < States; i++)
        {
            var call = chance.Next(disk.Calls);
            var at = timestamp + (long)((disk.At(call) - now) * Stopwatch.Frequency);
            var folder = Directory.CreateTempSubdirectory("alongside-state-");
            try
            {
                var gone = disk.LeaveIn(folder, call, chance);
                lost += gone > 0 ? 1 : 0;
                var kept = await Kept.InAsync(folder);
                var known = talk.Records.Select(r => r.AsOf(at)).ToList();
                acknowledged += known.Sum(r => r.Said.Count(s => s.Outcome is Outcome.Ok));
                Assert.Empty(Oracle.Lost(known, kept));
                Assert.All(kept.GroupBy(m => m.Conversation), log => Assert.Equal(Enumerable.Range(1, log.Count()).Select(n => (long)n), log.Select(m => m.Seq)));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        talk.Report(nameof(F10_whatever_a_disk_had_not_yet_made_safe_nothing_acknowledged_is_lost),
            $"{States} states of the disk after {disk.Calls} calls, {lost} of them with writes lost or torn; {acknowledged} receipts looked up",
            nameof(F10_whatever_a_disk_had_not_yet_made_safe_nothing_acknowledged_is_lost));
        Assert.True(lost > States / 4, $"Only {lost} of {States} states had lost anything.");
        Assert.True(acknowledged > States * 20, $"Only {acknowledged} receipts were looked up.");
    }
}
