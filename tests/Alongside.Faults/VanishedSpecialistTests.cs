using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Alongside.Faults;

public sealed class VanishedSpecialistTests
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory, OnBothDatabases]
    public async Task F26_whose_specialist_vanished_is_first_in_line_again_and_never_has_two(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        Known ben, bo;
        await using (var inside = await Inside.OpenAsync(house))
        {
            (ben, bo) = (await inside.SpecialistAsync("Ben"), await inside.SpecialistAsync("Bo"));
        }

        await using var server = await ServerProcess.StartAsync(house);
        await using var bens = Page(server, ben.Id.ToString(), "specialist", ben.Token);
        await using var bos = Page(server, bo.Id.ToString(), "specialist", bo.Token);
        await using var ada = Page(server, "ada", "person", await GuestTokenAsync(server));
        await using var dee = Page(server, "dee", "person", await GuestTokenAsync(server));
        await GoOnDutyAsync(bens);
        var conversation = await ArriveAsync(ada, "is anybody there?");
        await ada.HeardAsync("met", met => Of(met) == conversation, Soon);
        // Dee comes later: she waits, and is next.
        var dees = await ArriveAsync(dee, "me too");
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(bens, conversation));

        // Ben's browser dies: no goodbye, no request, no stream.
        var vanished = Stopwatch.GetTimestamp();
        await bens.DisposeAsync();
        await ada.HeardAsync("moment", m => Of(m) == conversation && m.GetProperty("kind").GetString() == "parted", BackWithin * Asked.Crowded);
        var after = Stopwatch.GetElapsedTime(vanished);
        var place = await ada.HeardAsync("place", p => Of(p) == conversation && p.GetProperty("onDuty").GetInt32() == 0, Soon);
        Console.WriteLine($"F26 on {on}: told after {after.TotalSeconds:0.0} s");

        Assert.True(after <= BackWithin * Asked.Crowded);
        Assert.Equal(1, place.Data.GetProperty("place").GetInt32());
        await dee.HeardAsync("place", p => Of(p) == dees && p.GetProperty("place").GetInt32() == 2, Soon);
        Assert.Equal("waiting", await StateAsync(ada));

        // Ben has no seat there any more, and learns no more than a stranger.
        await using (var back = Page(server, ben.Id.ToString(), "specialist", ben.Token))
        {
            Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(back, conversation));
            Assert.Equal(Outcome.Fail, (await back.SayAsync(conversation, "sorry, my line broke", default)).Outcome);
            Assert.Empty((await back.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations"))!);
        }

        // Bo has one seat: Ada gets it, not Dee.
        await GoOnDutyAsync(bos);
        await ada.HeardAsync("moment", m => Of(m) == conversation && m.GetProperty("kind").GetString() == "joined" && m.GetProperty("name").GetString() == "Bo", Soon);
        Assert.Equal(Outcome.Ok, (await bos.SayAsync(conversation, "I'm Bo. I have read what you wrote.", default)).Outcome);
        Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(bos, dees));
        Assert.Equal("waiting", await StateAsync(dee));

        var log = (await Kept.ReadAsync(house)).Where(m => m.Conversation == conversation).ToList();
        Assert.Equal(["said", "joined", "parted", "joined", "said"], log.Select(m => m.Kind));
        Assert.Equal([ben.Id.ToString(), ben.Id.ToString(), bo.Id.ToString(), bo.Id.ToString()], log.Skip(1).Select(m => m.Author));
    }

    private static Talker Page(ServerProcess server, string who, string side, string token) =>
        new(new ClientRecord(who, side, new HashSet<string>()), token, server.Address);

    private static async Task<string> GuestTokenAsync(ServerProcess server)
    {
        using var answer = await server.Http.PostAsync("/api/guests", null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
    }

    private static async Task GoOnDutyAsync(Talker specialist)
    {
        await specialist.Listening.WaitAsync(Soon);
        using var answer = await specialist.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> ArriveAsync(Talker person, string words)
    {
        await person.Listening.WaitAsync(Soon);
        using var answer = await person.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { words } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Of(await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<HttpStatusCode> ReadAsync(Talker who, string conversation)
    {
        using var answer = await who.Http.GetAsync($"/api/conversations/{conversation}/moments");
        return answer.StatusCode;
    }

    private static async Task<string?> StateAsync(Talker person) =>
        Assert.Single((await person.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations"))!).GetProperty("state").GetString();

    private static string Of(JsonElement data) => data.GetProperty("conversation").GetString()!;
}
