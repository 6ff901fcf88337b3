using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Alongside.WaitingRoom;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.WaitingRoom;

/// <summary>A specialist hands a conversation over, with the person's consent alone, or steps back from it.</summary>
public sealed class HandingOverTests
{
    [Theory, OnBothDatabases]
    public async Task A15_with_the_persons_consent_another_goes_on_with_all_that_was_said_and_the_first_has_no_way_back(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "It is about my sister.");
        await OnDutyAsync(house, bo);
        await using var adas = await EventLine.OpenAsync(ada);
        await using var bos = await EventLine.OpenAsync(bo);

        var asked = await ben.AddedAsync(conversation, new { kind = "handover", handover = bo.Id.Value, text = "My shift ends. Bo has lost a sister too, and would like to listen." });
        var shown = (await adas.MomentsAsync(1))[0];
        Assert.Equal(("handover", "Bo"), (shown.GetProperty("kind").GetString(), shown.GetProperty("handover").GetString()));
        // Asking changes nothing: Bo is still a stranger here.
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync($"/api/conversations/{conversation}/moments")).StatusCode);
        var yes = Guid.CreateVersion7();
        var agreed = await ada.AddedAsync(conversation, new { kind = "consent", on = asked, consent = "yes" }, yes);

        Assert.Equal(conversation, (await bos.NextAsync("met")).Data.GetProperty("conversation").GetString());
        Assert.Equal(["consent", "stepback", "joined"], (await adas.MomentsAsync(3)).Select(m => m.GetProperty("kind").GetString()));
        var log = await bo.LogAsync(conversation);
        Assert.Equal(["joined", "said", "handover", "consent", "stepback", "joined"], log.Select(m => m.GetProperty("kind").GetString()));
        Assert.Equal("It is about my sister.", log[1].Text());
        Assert.Equal(("handed", "Ben", "Bo"), (log[4].GetProperty("stepback").GetString(), log[4].GetProperty("name").GetString(), log[5].GetProperty("name").GetString()));
        await bo.SaidAsync(conversation, "I am Bo.");

        foreach (var path in new[] { $"/desk/{conversation}", $"/conversations/{conversation}", $"/api/conversations/{conversation}/moments" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ben.SayAsync(conversation, "one more thing")).StatusCode);
        // The same answer again is the same moment, however often it is sent.
        Assert.Equal(agreed, await ada.AddedAsync(conversation, new { kind = "consent", on = asked, consent = "yes" }, yes));
        Assert.Equal(7, (await ada.LogAsync(conversation)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task Without_consent_nothing_changes_and_nobody_else_can_give_it(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await OnDutyAsync(house, bo);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.AskAsync(conversation, new { kind = "handover", handover = bo.Id.Value })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.AskAsync(conversation, new { kind = "consent", on = 1, consent = "yes" })).StatusCode);

        var asked = await ben.AddedAsync(conversation, new { kind = "handover", handover = bo.Id.Value });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ben.AskAsync(conversation, new { kind = "consent", on = asked, consent = "yes" })).StatusCode);
        foreach (var stranger in new[] { bo, cleo, stella })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.AskAsync(conversation, new { kind = "consent", on = asked, consent = "yes" })).StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.AskAsync(conversation, new { kind = "consent", on = asked, consent = "perhaps" })).StatusCode);
        await ada.AddedAsync(conversation, new { kind = "consent", on = asked, consent = "no" });
        // Said once: a no does not become a yes.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.AskAsync(conversation, new { kind = "consent", on = asked, consent = "yes" })).StatusCode);
        Assert.Equal(["joined", "handover", "consent"], (await ben.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.GetAsync($"/api/conversations/{conversation}/moments")).StatusCode);
        await ben.SaidAsync(conversation, "Then I stay.");
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_not_free_cannot_be_asked_and_does_not_come_when_they_left_meanwhile(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var nobody in new[] { bo.Id.Value, ada.Id.Value, ben.Id.Value, Guid.CreateVersion7() })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ben.AskAsync(conversation, new { kind = "handover", handover = nobody })).StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ben.AskAsync(conversation, new { kind = "handover", handover = "Bo" })).StatusCode);
        await OnDutyAsync(house, bo);
        var asked = await ben.AddedAsync(conversation, new { kind = "handover", handover = bo.Id.Value });
        await bo.Http.PutAsJsonAsync("/api/duty", new { state = "off" });

        var answer = await ada.AskAsync(conversation, new { kind = "consent", on = asked, consent = "yes" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("not free", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["joined", "handover"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
        await ben.SaidAsync(conversation, "I am still here.");
        // One seat, and two who agree at the same time: one of them is met.
        using var cleo = await house.CleoAsync();
        var cleos = await house.ConversationAsync(cleo, ben);
        await OnDutyAsync(house, bo);
        var askedCleo = await ben.AddedAsync(cleos, new { kind = "handover", handover = bo.Id.Value });
        var both = await Task.WhenAll(
            ada.AskAsync(conversation, new { kind = "consent", on = asked, consent = "yes" }),
            cleo.AskAsync(cleos, new { kind = "consent", on = askedCleo, consent = "yes" }));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], both.Select(b => b.StatusCode).Order());
        Assert.Single((await bo.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations"))!);
    }

    [Theory, OnBothDatabases]
    public async Task U02_without_script_a_specialist_asks_and_the_person_agrees_with_what_they_typed_kept(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await OnDutyAsync(house, bo);
        Assert.Contains("Ask if \u2068Bo\u2069 may go on", await ben.Http.GetStringAsync($"/desk/{conversation}"), StringComparison.Ordinal);

        await PostAsync(ben, conversation, ("handover", bo.Id.Value.ToString()), ("handover-words", "My shift ends."), ("text", ""));
        var page = await ada.Http.GetStringAsync($"/conversations/{conversation}");
        Assert.Contains("May \u2068Bo\u2069 go on with you?", page, StringComparison.Ordinal);
        Assert.Contains("\u2068Bo\u2069 would read all that stands on this page.", page, StringComparison.Ordinal);
        Assert.Contains("name=\"consent\" value=\"2.yes\"", page, StringComparison.Ordinal);

        var kept = await PostAsync(ada, conversation, ("consent", "2.yes"), ("text", "half a sent"));
        Assert.Contains("half a sent</textarea>", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\u2068Ben\u2069 has gone, as you agreed.", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);
        Assert.Contains("My shift ends.", await bo.Http.GetStringAsync($"/desk/{conversation}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync($"/desk/{conversation}")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_steps_back_is_not_brought_to_the_same_person_again_who_is_told_kindly_and_met_by_another(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        var conversation = (await (await ada.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { "hello" } })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversation").GetString()!;
        await Talking.UntilAsync(async () => (await ada.LogAsync(conversation)).Count == 2);
        var cleos = (await (await cleo.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { "me too" } })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversation").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.PostAsync($"/api/conversations/{conversation}/stepping-back", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.Http.PostAsync($"/api/conversations/{conversation}/stepping-back", null)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await ben.Http.PostAsync($"/api/conversations/{conversation}/stepping-back", null)).StatusCode);

        // Ben's hands are free, and Cleo is met: Ada, at the head of the line, is not brought back to Ben.
        await Talking.UntilAsync(async () => (await cleo.LogAsync(cleos)).Any(m => m.GetProperty("kind").GetString() == "joined"));
        Assert.Equal(["said", "joined", "stepback"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync($"/desk/{conversation}")).StatusCode);
        Assert.Contains("says nothing about you", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);
        var place = await ada.Http.GetFromJsonAsync<JsonElement>("/api/waiting");
        Assert.Equal((1, 0), (place.GetProperty("place").GetInt32(), place.GetProperty("onDuty").GetInt32()));

        await bo.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        await Talking.UntilAsync(async () => (await ada.LogAsync(conversation)).Count == 4);
        Assert.Equal("hello", (await bo.LogAsync(conversation))[0].Text());
    }

    [Theory, OnBothDatabases]
    public async Task A_letter_says_how_it_stands_without_being_opened(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        Assert.Equal(["They have not heard from you yet."], await SentencesAsync());
        Assert.Equal(0, (await LetterAsync()).GetProperty("unread").GetInt32());

        await ada.SaidAsync(conversation, "It is loud.");
        await ada.AddedAsync(conversation, new { kind = "want", want = "listen" });
        var heard = await ben.AddedAsync(conversation, new { kind = "reflection", text = "All at once." });
        Assert.Equal(["They heard from you just now.", "Right now: just listen", "One thing you heard has no answer yet"], await SentencesAsync());
        Assert.Equal(2, (await LetterAsync()).GetProperty("unread").GetInt32());
        await ada.AddedAsync(conversation, new { kind = "answer", on = heard, answer = "not-quite" });
        Assert.Contains("What you heard was not quite it", await SentencesAsync());
        await ben.AddedAsync(conversation, new { kind = "reflection", text = "Loud, and nobody hears." });
        await ada.AddedAsync(conversation, new { kind = "quiet", quiet = "offer" });
        await ben.AddedAsync(conversation, new { kind = "quiet", quiet = "join" });
        Assert.Contains("You sit quietly together. It ends when one of you writes.", await SentencesAsync());
        Assert.Contains("Right now: just listen", await ben.Http.GetStringAsync("/desk"), StringComparison.Ordinal);

        await ben.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        Assert.Empty(await SentencesAsync());
        // Another evening, the same two.
        conversation = await house.ConversationAsync(ada, ben);
        Assert.Equal(["They have not heard from you yet.", "You two talked before."], await SentencesAsync());

        async Task<JsonElement> LetterAsync() => (await ben.Http.GetFromJsonAsync<JsonElement>("/api/desk")).GetProperty("letters").EnumerateArray()
            .Single(l => l.GetProperty("id").GetString() == conversation);

        async Task<IEnumerable<string?>> SentencesAsync() => (await LetterAsync()).GetProperty("sentences").EnumerateArray().Select(s => s.GetProperty("text").GetString());
    }

    private static async Task OnDutyAsync(House house, Someone specialist)
    {
        await specialist.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        var lookout = house.Services.GetRequiredService<Lookout>();
        await Talking.UntilAsync(() => Task.FromResult(lookout.Latest.OnDuty.Any(s => s.Id == specialist.Id.Value && s.Free)));
    }

    private static Task<HttpResponseMessage> PostAsync(Someone someone, string conversation, params (string Name, string Value)[] fields) =>
        someone.Http.PostAsync($"/conversations/{conversation}/moments", new FormUrlEncodedContent(
            [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("clientId", Guid.CreateVersion7().ToString())]));
}
