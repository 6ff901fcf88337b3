using System.Net;
using Alongside.Library;
using Alongside.Platform.Storage;
using Alongside.Tests.Space;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

/// <summary>A specialist asks whether they may show something that helped. The person opens it or not, and keeps it or not; nobody is told.</summary>
public sealed class OfferTests
{
    [Theory, OnBothDatabases]
    public async Task An_offered_card_goes_into_the_plan_in_one_step_with_its_origin_and_nobody_is_told(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var bensBefore = await ben.ReadAsync($"/desk/{conversation}");

        var offered = await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = "May I show you what a friend does?" });

        var moment = (await ada.LogAsync(conversation, after: 1)).Single();
        Assert.Equal(("one-sock", "May I show you what a friend does?"), (moment.GetProperty("card").GetString(), moment.Text()));
        var asked = await ada.ReadAsync($"/conversations/{conversation}");
        Assert.Contains("May I show you what a friend does?", asked, StringComparison.Ordinal);
        Assert.Contains("<details class=\"offered\" data-offer=\"one-sock\">", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"keep\"", await ben.ReadAsync($"/desk/{conversation}"), StringComparison.Ordinal);

        // Twice by a slip: it is one piece.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var kept = await ada.PostFormAsync($"/conversations/{conversation}/moments", ("keep", $"{offered}"));
            Assert.Equal($"/conversations/{conversation}#m{offered}", kept.Headers.Location?.OriginalString);
        }

        var plan = WebUtility.HtmlDecode(await ada.ReadAsync("/space/plan"));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(plan, "class=\"piece\""));
        Assert.Contains("From “One sock”, in Maria’s story.", plan, StringComparison.Ordinal);
        Assert.Contains("It stands in your plan.", await ada.ReadAsync($"/conversations/{conversation}"), StringComparison.Ordinal);
        // In the log and on his page there is nothing of it.
        Assert.Equal(2, (await ben.LogAsync(conversation)).Count);
        var bens = await ben.ReadAsync($"/desk/{conversation}");
        Assert.DoesNotContain("stands in your plan", bens, StringComparison.Ordinal);
        Assert.Contains("name=\"which-card\"", bensBefore, StringComparison.Ordinal);
        // What was kept stays when the talk is let go.
        await ada.PostFormAsync($"/conversations/{conversation}/letting-go");
        Assert.Contains("One sock", await ada.ReadAsync("/space/plan"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_specialist_offers_only_what_is_published_once_each_and_in_words_of_their_own(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = "May I?" }); // 2
        await ben.AddedAsync(conversation, new { kind = "card", card = "marias-window", text = "Would you like to read how it was for somebody?" }); // 3

        foreach (var (who, moment, status) in new (Someone, object, HttpStatusCode)[]
        {
            (ada, new { kind = "card", card = "night-list", text = "I have one" }, HttpStatusCode.UnprocessableEntity),
            (ben, new { kind = "card", card = "no-such-card", text = "May I?" }, HttpStatusCode.UnprocessableEntity),
            (ben, new { kind = "card", text = "May I?" }, HttpStatusCode.UnprocessableEntity),
            (ben, new { kind = "card", card = "one-sock", text = "May I, once more?" }, HttpStatusCode.UnprocessableEntity),
            (ben, new { kind = "card", card = "night-list", text = " " }, HttpStatusCode.BadRequest),
            (ben, new { kind = "card", card = "night-list", text = new string('a', 8001) }, HttpStatusCode.RequestEntityTooLarge),
            (cleo, new { kind = "card", card = "night-list", text = "May I?" }, HttpStatusCode.NotFound),
        })
        {
            using var answer = await who.AskAsync(conversation, moment);
            Assert.Equal((who.Name, status), (who.Name, answer.StatusCode));
        }

        // Kept is what was offered, by whom it was offered to: not words, not a story, not by anybody else.
        await ada.SaidAsync(conversation, "Not now."); // 4
        foreach (var (who, keep, status) in new[]
        {
            (ada, "4", HttpStatusCode.UnprocessableEntity), (ada, "3", HttpStatusCode.UnprocessableEntity), (ada, "99", HttpStatusCode.UnprocessableEntity),
            (ada, "-1", HttpStatusCode.UnprocessableEntity), (ada, "x", HttpStatusCode.UnprocessableEntity), (ben, "2", HttpStatusCode.UnprocessableEntity),
            (cleo, "2", HttpStatusCode.NotFound),
        })
        {
            using var answer = await who.PostFormAsync($"/conversations/{conversation}/moments", ("keep", keep));
            Assert.Equal((keep, status), (keep, answer.StatusCode));
        }

        Assert.Equal(4, (await ada.LogAsync(conversation)).Count);
        Assert.DoesNotContain("class=\"piece\"", await ada.ReadAsync("/space/plan"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Without_script_what_is_in_the_box_is_given_back_whoever_presses_what(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        using var offered = await ben.PostFormAsync(
            $"/conversations/{conversation}/moments", ("card", "ask"), ("which-card", "one-sock"), ("card-words", "May I?"), ("text", "half of his thought"));
        Assert.Contains("half of his thought</textarea>", await offered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var kept = await ada.PostFormAsync($"/conversations/{conversation}/moments", ("keep", "2"), ("text", "half of hers"));
        var page = await kept.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Contains("half of hers</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("It stands in your plan.", page, StringComparison.Ordinal);
        // Nothing chosen: what he asked in comes back.
        using var unchosen = await ben.PostFormAsync($"/conversations/{conversation}/moments", ("card", "ask"), ("which-card", ""), ("card-words", "Shall I?"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.StatusCode);
        Assert.Contains("Shall I?</textarea>", await unchosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["joined", "card"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_taken_back_since_is_not_there_any_more_and_the_asking_stays(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = "May I?" });
        Assert.Equal("One sock", (await ada.Http.GetAsync("/api/library/one-sock")) is var open && open.IsSuccessStatusCode
            ? System.Text.Json.JsonDocument.Parse(await open.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString() : "");
        await house.Services.GetRequiredService<Database>().ExecuteAsync("update library_entry set withdrawn_at = 1 where entry_id = 'one-sock'", null, default);

        var page = await ada.ReadAsync($"/conversations/{conversation}");
        using var kept = await ada.PostFormAsync($"/conversations/{conversation}/moments", ("keep", "2"));

        Assert.Contains("May I?", page, StringComparison.Ordinal);
        Assert.Contains("This is not there any more.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("I am allowed to stop", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kept.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync("/api/library/one-sock"));
    }

    private static void WithExamples(WebApplicationBuilder builder) => builder.Services.AddSingleton(new StarterLibrary(WithExamples: true));
}
