using System.Diagnostics;
using System.Net;

namespace Alongside.Faults;

/// <summary>A disk that is full, or that fails.</summary>
public sealed class DiskErrorTests
{
    [Fact]
    public async Task F06_on_a_full_disk_nothing_is_said_to_be_sent_and_all_goes_on_when_there_is_room_again()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        house.Data.Create();
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=12m,mode=0700", "tmpfs", house.Data.FullName) == 0,
            "skipped: a small file system can be mounted only where root may");
        try
        {
            var pairs = await Inside.SeatAsync(house, 3);
            await using var server = await ServerProcess.StartAsync(house);
            await using var talk = await Talk.GatherAsync(pairs, server.Address);
            talk.Begin(Asked.Seed, longestPause: 100);
            await Until.SoAsync(() => talk.Sent > 30);

            var ballast = house.File("ballast");
            await RunAsync("dd", "if=/dev/zero", $"of={ballast}", "bs=4k");
            await Until.SoAsync(() => talk.Refusals > 20);
            var full = talk.Sent;
            await Task.Delay(2_000);
            var meanwhile = talk.Sent - full;
            // Reading goes on, and the lines for a crisis.
            using (var http = Talker.Client(pairs[0].Person.Token, server.Address, TimeSpan.FromSeconds(10)))
            {
                foreach (var page in new[] { $"/api/conversations/{pairs[0].Conversation}/moments", $"/conversations/{pairs[0].Conversation}", "/space", "/library", "/space/yours", "/help-now", "/live" })
                {
                    using var answer = await http.GetAsync(page);
                    Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page} answered {answer.StatusCode}.");
                }
            }

            File.Delete(ballast);
            var before = talk.Sent;
            await Until.SoAsync(() => talk.Sent > before + 30);
            var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
            talk.Report(nameof(F06_on_a_full_disk_nothing_is_said_to_be_sent_and_all_goes_on_when_there_is_room_again),
                $"{talk.Refusals} answers that it is not known, {meanwhile} sent in two seconds of a full disk", nameof(F06_on_a_full_disk_nothing_is_said_to_be_sent_and_all_goes_on_when_there_is_room_again));
            Assert.Empty(broken);
        }
        finally
        {
            await RunAsync("umount", "--lazy", house.Data.FullName);
        }
    }

    [Theory]
    [InlineData("fsync,fdatasync", "EIO")]
    [InlineData("pwrite64", "EIO")]
    [InlineData("pwrite64", "ENOSPC")]
    public async Task F07_when_writing_fails_now_and_then_nobody_is_told_sent_for_nothing(string call, string error)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "skipped: strace is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var pairs = await Inside.SeatAsync(house, 3);
        await using var server = await ServerProcess.StartAsync(house);
        await using var talk = await Talk.GatherAsync(pairs, server.Address);
        talk.Begin(Asked.Seed, longestPause: 60);
        await Until.SoAsync(() => talk.Sent > 20);

        using (var strace = Process.Start(new ProcessStartInfo("/usr/bin/strace", ["-f", "-q", "-p", $"{server.Id}", "-e", $"trace={call}", "-e", $"inject={call}:error={error}:when=3+9", "-o", "/dev/null"])
        {
            RedirectStandardError = true,
        })!)
        {
            await Task.Delay(500);
            Assert.SkipWhen(strace.HasExited, "skipped: this account may not follow another process");
            await Until.SoAsync(() => talk.Refusals >= 12);
            strace.Kill();
            await strace.WaitForExitAsync();
        }

        var before = talk.Sent;
        await Until.SoAsync(() => talk.Sent > before + 20);
        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        talk.Report($"{nameof(F07_when_writing_fails_now_and_then_nobody_is_told_sent_for_nothing)} ({call} {error})",
            $"{talk.Refusals} answers that it is not known", nameof(F07_when_writing_fails_now_and_then_nobody_is_told_sent_for_nothing));

        Assert.Empty(broken);
        Assert.False(server.HasEnded);
        await server.KillAsync();
        Assert.Empty(Oracle.Lost(talk.Records, await Kept.AfterKillAsync(house)));
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
