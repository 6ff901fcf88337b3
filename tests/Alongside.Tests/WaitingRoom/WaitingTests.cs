using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alongside.Platform.Storage;
using Alongside.WaitingRoom;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.WaitingRoom;

public sealed class WaitingTests
{
    [Theory, OnBothDatabases]
    public async Task Who_waits_is_met_first_come_first_met_and_their_words_are_handed_over_whole(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        var adas = await ArriveAsync(ada, "Everything is too loud.", "I don't know where to start.");
        var cleos = await ArriveAsync(cleo, "me too");
        Assert.Equal((1, 2), (adas.GetProperty("place").GetInt32(), cleos.GetProperty("place").GetInt32()));
        await using var line = await EventLine.OpenAsync(ada);

        await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });

        var conversation = adas.GetProperty("conversation").GetString()!;
        Assert.Equal(conversation, (await line.NextAsync("met")).Data.GetProperty("conversation").GetString());
        var log = await ben.LogAsync(conversation);
        Assert.Equal(["Everything is too loud.", "I don't know where to start.", ""], log.Select(Talking.Text));
        Assert.Equal("joined", log[2].GetProperty("kind").GetString());
        // One seat: Cleo still waits, and is next.
        Assert.Equal(1, (await cleo.Http.GetFromJsonAsync<JsonElement>("/api/waiting")).GetProperty("place").GetInt32());
        Assert.Single(await ben.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations") ?? []);

        await ada.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        await MetAsync(cleo, cleos.GetProperty("conversation").GetString()!);
    }

    [Theory, OnBothDatabases]
    public async Task F20_Arriving_twice_keeps_one_place_and_one_copy_of_the_words(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();

        var first = await ArriveAsync(ada, "hello");
        var second = await ArriveAsync(ada, "hello");

        var conversation = first.GetProperty("conversation").GetString()!;
        Assert.Equal(conversation, second.GetProperty("conversation").GetString());
        Assert.Equal(["hello"], (await ada.LogAsync(conversation)).Select(Talking.Text));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_waits_and_is_seen_keeps_their_beat(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        await ArriveAsync(ada, "hello");
        var before = await BeatOfAsync(house, ada);

        await house.Services.GetRequiredService<Line>().BeatAsync([ada.Id], TestContext.Current.CancellationToken);

        Assert.True(await BeatOfAsync(house, ada) > before);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_may_choose_who_listens_from_those_on_duty(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 2 });
        await bo.Http.PutAsJsonAsync("/api/duty", new { seats = 2 });

        var answer = await ada.Http.PostAsJsonAsync("/api/waiting", new { words = Array.Empty<string>(), specialist = bo.Id.Value });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var conversation = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversation").GetString()!;
        Assert.Equal("Bo", await MetAsync(ada, conversation));
    }

    [Theory, OnBothDatabases]
    public async Task Many_people_and_many_seats_never_a_seat_too_many_nor_two_specialists(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var people = new List<Someone>();
        for (var i = 0; i < 8; i++)
        {
            people.Add(await house.GuestAsync());
        }

        await Task.WhenAll(people.Select(p => ArriveAsync(p, "hi")));
        await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 3 });
        await bo.Http.PutAsJsonAsync("/api/duty", new { seats = 2 });
        await Talking.UntilAsync(async () => await HeldAsync(ben) + await HeldAsync(bo) == 5);

        Assert.Equal((3, 2), (await HeldAsync(ben), await HeldAsync(bo)));
        var states = new List<string?>();
        foreach (var person in people)
        {
            states.Add((await person.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations"))![0].GetProperty("state").GetString());
            person.Dispose();
        }

        Assert.Equal(["open", "open", "open", "open", "open", "waiting", "waiting", "waiting"], states.Order());
    }

    [Theory, OnBothDatabases]
    public async Task Duty_is_for_specialists_only_and_takes_only_sensible_numbers(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.PutAsJsonAsync("/api/duty", new { seats = 3 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ben.Http.PutAsJsonAsync("/api/duty", new { seats = -1 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 1000 })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 3 })).StatusCode);
        Assert.Equal("on", (await ben.Http.GetFromJsonAsync<JsonElement>("/api/duty")).GetProperty("state").GetString());
    }

    private static async Task<JsonElement> ArriveAsync(Someone person, params string[] words)
    {
        var answer = await person.Http.PostAsJsonAsync("/api/waiting", new { words, specialist = (Guid?)null });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until the person is met there, and says by whom.</summary>
    private static async Task<string> MetAsync(Someone person, string conversation)
    {
        JsonElement mine = default;
        await Talking.UntilAsync(async () =>
        {
            mine = (await person.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations"))!
                .Single(c => c.GetProperty("conversation").GetString() == conversation);
            return mine.GetProperty("state").GetString() == "open";
        });
        return mine.GetProperty("with").GetString()!;
    }

    private static async Task<int> HeldAsync(Someone specialist) =>
        (await specialist.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations"))!.Count;

    private static Task<long> BeatOfAsync(House house, Someone person) => house.Services.GetRequiredService<Database>().FindAsync<long>(
        "select beat from waiting where person_id = @Id", new { person.Id }, TestContext.Current.CancellationToken);
}
