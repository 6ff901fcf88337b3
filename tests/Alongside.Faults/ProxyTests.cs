using System.Diagnostics;

namespace Alongside.Faults;

/// <summary>Something stands before the house and does what it does by default.</summary>
public sealed class ProxyTests
{
    private const string Nginx = "/usr/sbin/nginx";

    [Fact]
    public async Task F16_behind_nginx_as_it_comes_what_is_said_is_heard_at_once()
    {
        Assert.SkipUnless(File.Exists(Nginx), "skipped: nginx is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var pair = (await Inside.SeatAsync(house, 1))[0];
        await using var server = await ServerProcess.StartAsync(house);
        var folder = Directory.CreateTempSubdirectory("alongside-nginx-");
        var port = ServerProcess.FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nginx.conf"),
            $$"""
            daemon off; pid {{folder.FullName}}/pid; error_log {{folder.FullName}}/error;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { }
            http {
              access_log off;
              client_body_temp_path {{folder.FullName}}/body; proxy_temp_path {{folder.FullName}}/proxy;
              fastcgi_temp_path {{folder.FullName}}/f; uwsgi_temp_path {{folder.FullName}}/u; scgi_temp_path {{folder.FullName}}/s;
              server { listen 127.0.0.1:{{port}}; location / { proxy_pass {{server.Address.ToString().TrimEnd('/')}}; } }
            }
            """);
        using var nginx = Process.Start(Nginx, ["-c", Path.Combine(folder.FullName, "nginx.conf"), "-e", Path.Combine(folder.FullName, "error")]);
        try
        {
            var front = new Uri($"http://127.0.0.1:{port}");
            await using var talk = await Talk.GatherAsync([pair], front);
            var since = Stopwatch.GetTimestamp();
            var person = talk.Talkers.Single(t => t.Record.Side == "person");
            var specialist = talk.Talkers.Single(t => t.Record.Side == "specialist");
            Assert.Equal(Outcome.Ok, (await person.SayAsync(pair.Conversation, "is this thing on?", default)).Outcome);
            await specialist.HeardAsync("moment", m => m.GetProperty("text").GetString() == "is this thing on?", TimeSpan.FromSeconds(60));
            var took = Stopwatch.GetElapsedTime(since);
            Console.WriteLine($"F16 behind nginx: heard after {took.TotalSeconds:0.00} s");

            // Neither four thousand bytes nor the end of the stream were waited for.
            Assert.True(took <= TimeSpan.FromSeconds(2) * Asked.Crowded, $"It took {took}.");
            Assert.Empty(await talk.HealAsync(() => Kept.ReadAsync(house)));
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }
}
