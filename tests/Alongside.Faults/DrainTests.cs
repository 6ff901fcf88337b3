using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Alongside.People;

namespace Alongside.Faults;

/// <summary>F04: asked to stop under load, the server finishes what people have sent and nobody sees an error.</summary>
public sealed class DrainTests
{
    private const int Pairs = 10;

    [Theory, OnBothDatabases]
    public async Task F04_asked_to_stop_under_load_it_finishes_what_was_sent_and_closes_streams_politely(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        house.Environment["ALONGSIDE_MOMENTS_PER_MINUTE"] = "1000000";
        var pairs = await Pair.MeetAsync(house, Pairs);
        var server = await ServerProcess.StartAsync(house);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var enough = new CancellationTokenSource();
        var streams = pairs.Select(pair => FollowAsync(http, pair)).ToList();
        var senders = pairs.Select(pair => SayOnAsync(http, pair, enough.Token)).ToList();
        await server.BecomesReadyAsync();
        await WhenAllHaveSaid(pairs, http, 5);

        var began = TimeProvider.System.GetTimestamp();
        var ended = await server.StopAsync();
        var took = TimeProvider.System.GetElapsedTime(began);
        // Every stream has come to its end by itself: nobody was cut off in the middle of an event.
        Assert.All(await Task.WhenAll(streams), last => Assert.True(last is "" or "\n", $"a stream ended in the middle of an event: {last}"));

        await using var next = await ServerProcess.StartAsync(house, server.Address.Port);
        await WhenAllHaveSaid(pairs, http, 10);
        await enough.CancelAsync();
        var acknowledged = await Task.WhenAll(senders);

        Assert.Equal(0, ended.Code);
        Assert.Empty(ended.Errors);
        Assert.True(took < TimeSpan.FromSeconds(11), $"It took {took} to stop.");
        for (var i = 0; i < pairs.Count; i++)
        {
            var said = await pairs[i].SaidAsync(next.Http);
            Assert.Equal(said.Count, said.Distinct().Count());
            Assert.Empty(acknowledged[i].Except(said));
            Assert.True(said.Count - acknowledged[i].Count is 0 or 1, "More was kept than was said.");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{acknowledged.Sum(a => a.Count)} moments acknowledged by {Pairs} people across a stop that took {took.TotalMilliseconds:0} ms; none lost, none twice");
        await server.DisposeAsync();
    }

    [Fact]
    public async Task F04_whoever_does_not_read_their_stream_does_not_hold_up_the_end()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var pair = Assert.Single(await Inside.SeatAsync(house, 1));
        await using var server = await ServerProcess.StartAsync(house);
        using var stalled = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await stalled.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await stalled.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /api/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: {SessionCookie.HeaderOf(pair.Person.Token)}\r\n\r\n"));
        await stalled.ReceiveAsync(new byte[512]);

        // Seven megabytes: more than a connection takes on its way, so that the stream stands in the middle of writing.
        using var http = Talker.Client(pair.Specialist.Token, server.Address, TimeSpan.FromSeconds(10));
        for (var i = 0; i < 300; i++)
        {
            using var answer = await http.PostAsJsonAsync($"/api/conversations/{pair.Conversation}/moments",
                new { clientId = Guid.CreateVersion7(), kind = "said", text = new string('字', 8_000) });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var began = TimeProvider.System.GetTimestamp();
        var ended = await server.StopAsync();

        Assert.Equal(0, ended.Code);
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(6), $"It took {TimeProvider.System.GetElapsedTime(began)} to stop.");
    }

    /// <summary>Says one thing after another, each until it is acknowledged, as the page does.</summary>
    private static async Task<List<string>> SayOnAsync(HttpClient http, Pair pair, CancellationToken enough)
    {
        var acknowledged = new List<string>();
        while (!enough.IsCancellationRequested)
        {
            var text = $"moment {acknowledged.Count + 1}";
            var clientId = Guid.CreateVersion7();
            while (!await IsSaidAsync(http, pair, clientId, text))
            {
                if (enough.IsCancellationRequested)
                {
                    return acknowledged;
                }

                await Task.Delay(20, CancellationToken.None);
            }

            acknowledged.Add(text);
        }

        return acknowledged;
    }

    private static async Task<bool> IsSaidAsync(HttpClient http, Pair pair, Guid clientId, string text)
    {
        try
        {
            using var answer = await pair.SayAsync(http, pair.PersonCookie, clientId, text);
            // Whoever gets an answer gets a good one.
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return true;
        }
        catch (HttpRequestException)
        {
            // Nobody there: not sent yet.
            return false;
        }
    }

    /// <summary>Reads a stream to its end; the last line is what it ended with.</summary>
    private static async Task<string> FollowAsync(HttpClient http, Pair pair)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Add("Cookie", pair.SpecialistCookie);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var last = "nothing";
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line;
        }

        return last;
    }

    private static async Task WhenAllHaveSaid(IEnumerable<Pair> pairs, HttpClient http, int more)
    {
        foreach (var pair in pairs)
        {
            var before = (await pair.SaidAsync(http)).Count;
            while ((await pair.SaidAsync(http)).Count < before + more)
            {
                await Task.Delay(10);
            }
        }
    }
}
