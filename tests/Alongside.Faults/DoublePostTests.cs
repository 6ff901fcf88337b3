using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alongside.People;

namespace Alongside.Faults;

public sealed class DoublePostTests
{
    private const int Rounds = 40;

    [Theory, OnBothDatabases]
    public async Task F20_the_same_thing_said_twice_at_once_over_two_lines_is_one_moment(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        house.Environment["ALONGSIDE_MOMENTS_PER_MINUTE"] = "1000000";
        Seated pair;
        await using (var inside = await Inside.OpenAsync(house))
        {
            pair = (await inside.PairsAsync(1))[0];
        }

        await using var server = await ServerProcess.StartAsync(house);
        using var one = Line(server, pair.Person);
        using var other = Line(server, pair.Person);
        await using var listener = new Talker(
            new ClientRecord(pair.Specialist.Id.ToString(), "specialist", new HashSet<string> { pair.Conversation }), pair.Specialist.Token, server.Address);
        await listener.Listening;

        for (var round = 0; round < Rounds; round++)
        {
            var id = Guid.CreateVersion7();
            var places = await Task.WhenAll(new[] { one, other, one, other }.Select(line => SayAsync(line, pair.Conversation, id, $"round {round}")));
            // The first is the joining.
            Assert.Equal([round + 2L], places.Distinct());
        }

        var kept = await Kept.ReadAsync(house);
        Assert.Equal(Rounds, kept.Count(m => m.Kind == "said"));
        await listener.HeardAsync("moment", m => m.GetProperty("text").GetString() == $"round {Rounds - 1}", TimeSpan.FromSeconds(10));
        Assert.Equal(Enumerable.Range(0, Rounds).Select(n => $"round {n}"), listener.Record.Screen.Where(s => s.Text.Length > 0).Select(s => s.Text));
    }

    private static HttpClient Line(ServerProcess server, Known person)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Cookie", SessionCookie.HeaderOf(person.Token));
        return http;
    }

    private static async Task<long> SayAsync(HttpClient line, string conversation, Guid id, string text)
    {
        using var answer = await line.PostAsJsonAsync($"/api/conversations/{conversation}/moments", new { clientId = id, kind = "said", text });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("seq").GetInt64();
    }
}
