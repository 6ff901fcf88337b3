using System.Net;

namespace Alongside.Faults;

/// <summary>More people than the process may hold lines for.</summary>
public sealed class FullHouseTests
{
    [Fact]
    public async Task F29_when_no_more_lines_fit_new_ones_are_asked_to_wait_and_those_who_talk_go_on()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "skipped: prlimit is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        // The runtime holds some 250 files open for its own libraries: 256 more is what the row of the catalogue means.
        house.OpenFiles = 512;
        var pairs = await Inside.SeatAsync(house, 60);

        await using var server = await ServerProcess.StartAsync(house);
        await using var talk = await Talk.GatherAsync([pairs[0], pairs[1]], server.Address);
        var lines = new List<(HttpClient Http, HttpResponseMessage Answer)>();
        try
        {
            HttpResponseMessage? refused = null;
            foreach (var token in pairs.Skip(2).SelectMany(p => new[] { p.Person.Token, p.Specialist.Token }))
            {
                var http = Talker.Client(token, server.Address, TimeSpan.FromSeconds(10));
                var answer = await http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
                lines.Add((http, answer));
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    refused = answer;
                    break;
                }
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused?.StatusCode);
            Assert.NotNull(refused!.Headers.RetryAfter);
            Assert.InRange(lines.Count, 10, 100);

            // A flood of bare connections on top: none of them ends the process.
            var flood = new List<System.Net.Sockets.TcpClient>();
            for (var i = 0; i < 600; i++)
            {
                var one = new System.Net.Sockets.TcpClient();
                flood.Add(one);
                await one.ConnectAsync(server.Address.Host, server.Address.Port);
            }

            await Task.Delay(500);
            Assert.False(server.HasEnded, server.Errors);
            flood.ForEach(one => one.Dispose());

            talk.Begin(Asked.Seed);
            await Until.SoAsync(() => talk.Sent >= 50);

            // Whoever goes makes room.
            lines[0].Answer.Dispose();
            lines[0].Http.Dispose();
            await AdmittedAsync(server, pairs[^1].Person.Token);
        }
        finally
        {
            foreach (var (http, answer) in lines)
            {
                answer.Dispose();
                http.Dispose();
            }
        }

        var broken = await talk.HealAsync(() => Kept.ReadAsync(house));
        talk.Report(nameof(F29_when_no_more_lines_fit_new_ones_are_asked_to_wait_and_those_who_talk_go_on),
            $"{lines.Count} more lines before one was refused", nameof(F29_when_no_more_lines_fit_new_ones_are_asked_to_wait_and_those_who_talk_go_on));
        Assert.Empty(broken);
    }

    private static async Task AdmittedAsync(ServerProcess server, string token)
    {
        using var http = Talker.Client(token, server.Address, TimeSpan.FromSeconds(10));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var answer = await http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(200, limit.Token);
        }
    }
}
