using System.Net;
using System.Text.RegularExpressions;
using Alongside.Library;
using Alongside.Platform.Storage;
using Alongside.Tests.Space;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Library;

public sealed partial class LibraryTests
{
    [Fact]
    public void The_starter_library_is_whole_plain_and_of_our_own_words()
    {
        var all = new StarterLibrary(WithExamples: true).Read().Select(e => e.Entry).ToList();
        var cards = all.Where(e => !e.IsStory).ToList();
        var stories = all.Where(e => e.IsStory).ToList();
        Assert.InRange(cards.Count, 40, 500);
        Assert.InRange(stories.Count, 12, 500);
        Assert.Equal(all.Count, all.Select(e => e.Id).Distinct().Count());
        Assert.Equal(all.Count, all.Select(e => e.Title).Distinct().Count());
        Assert.All(all, e => Assert.Matches("^[a-z0-9-]+$", e.Id));
        // Every tag is one that a reader can choose; every card a story tells of is there; every story is marked as made up.
        Assert.All(all, e => Assert.Empty(e.Tags.Except(Tags.All)));
        Assert.All(all, e => Assert.Contains(e.Tags, t => t.StartsWith("about:", StringComparison.Ordinal)));
        Assert.All(stories, s => Assert.NotEmpty(s.Cards));
        Assert.All(stories, s => Assert.Empty(s.Cards.Except(cards.Select(c => c.Id))));
        Assert.All(stories, s => Assert.Equal((LibraryEntry.Example, false), (s.Origin, string.IsNullOrEmpty(s.Teller))));
        Assert.All(cards, c => Assert.Equal((LibraryEntry.Starter, null), (c.Origin, c.Teller)));
        // Each tag leads somewhere.
        Assert.Empty(Tags.All.Except(all.SelectMany(e => e.Tags)));
        Assert.All(all, e => Assert.InRange(Grade(e.Words), -5, 6));
        Assert.All(all, e => Assert.DoesNotMatch(NotOurs(), e.Title + " " + e.Words));
        Assert.DoesNotContain(new StarterLibrary(WithExamples: false).Read(), e => e.Entry.IsStory);
    }

    [Theory, OnBothDatabases]
    public async Task A_community_begins_with_cards_and_the_demo_with_stories_that_say_they_are_made_up(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        await using var demo = await House.OpenAsync(on, WithExamples);
        using var nobody = house.Nobody();
        using var visitor = demo.Nobody();

        Assert.DoesNotContain("/library/stories/", await nobody.ReadAsync("/library"), StringComparison.Ordinal);
        Assert.Contains("/library/cards/one-sock", await nobody.ReadAsync("/library"), StringComparison.Ordinal);
        Assert.Contains("nobody’s own story", WebUtility.HtmlDecode(await nobody.ReadAsync("/library/cards/one-sock")), StringComparison.Ordinal);
        foreach (Match story in Stories().Matches(await visitor.ReadAsync("/library")))
        {
            Assert.Contains("This person is made up", await visitor.ReadAsync(story.Value), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusAsync("/library/stories/marias-window"));
        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusAsync("/library/stories/one-sock"));
    }

    [Theory, OnBothDatabases]
    public async Task A09_text_search_finds_what_is_published_on_both_databases_and_takes_operators_for_text(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        var entries = house.Services.GetRequiredService<Entries>();

        Assert.Equal("marias-window", (await SearchAsync("Maria kettles")).Single());
        Assert.Contains("choir-hum", await SearchAsync("HUM"));
        Assert.Empty(await SearchAsync("nobodywrotethis"));
        foreach (var typed in new[] { "\"", "kettle OR", "NEAR(kettle news)", "title:kettle*", "kettle -news", "'; drop table library_entry; --", "a*b", "(", "%", "___", "\0", "kettle & !x | y <-> z" })
        {
            await SearchAsync(typed);
        }

        Assert.Equal(await SearchAsync("kettle"), await SearchAsync("*\"kettle\"()!"));
        // Withdrawn is gone at once.
        await house.Services.GetRequiredService<Database>().ExecuteAsync("update library_entry set withdrawn_at = 1, revision = 'x' where entry_id = 'marias-window'", null, default);
        Assert.Empty(await SearchAsync("Maria kettles"));

        async Task<List<string>> SearchAsync(string typed) => [.. (await entries.SearchAsync(typed, default)).Select(e => e.Id)];
    }

    [Theory, OnBothDatabases]
    public async Task Words_of_peoples_spaces_are_never_found_in_the_library(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        await ada.KeepAsync("plan", ("text", "xylophone at dusk"));

        using var found = await ada.PostFormAsync("/library", ("words", "xylophone"));

        Assert.DoesNotContain("at dusk", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await house.Services.GetRequiredService<Entries>().SearchAsync("xylophone", default));
    }

    [Fact]
    public void What_fits_is_what_the_reader_chose_and_says_why()
    {
        LibraryEntry a = Entry("a", "about:night", "likes:music"), b = Entry("b", "about:night"), c = Entry("c", "about:work");

        var fits = Fit.Of([c, b, a], ["about:night", "likes:music"], []);

        Assert.Equal(["a", "b"], fits.Select(f => f.Entry.Id));
        Assert.Equal(["about:night", "likes:music"], fits[0].Reasons);
        Assert.Equal(["b"], Fit.Of([c, b, a], ["about:night", "likes:music"], ["a"]).Select(f => f.Entry.Id));
        Assert.Empty(Fit.Of([a, b, c], [], []));

        static LibraryEntry Entry(string id, params string[] tags) => new(id, "card", id, id, null, null, tags, [], LibraryEntry.Starter);
    }

    [Theory, OnBothDatabases]
    public async Task A_reader_is_told_another_until_there_is_no_more_and_never_what_is_not_for_them(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        using var ada = await house.AdaAsync();
        await ada.PostFormAsync("/space/cards/voice-hours/answer", ("answer", "not"));
        var seen = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await ada.PostFormAsync("/library", [("tag", "about:voices"), .. seen.Select(id => ("seen", id))]);
            var page = await answer.Content.ReadAsStringAsync();
            var shown = Shown().Matches(page[..page.IndexOf("<details", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value).ToList();
            if (shown.Count == 0)
            {
                Assert.Contains("That was all that fits.", page, StringComparison.Ordinal);
                break;
            }

            Assert.Contains("Because you chose: voices.", page, StringComparison.Ordinal);
            Assert.Empty(shown.Intersect(seen));
            seen.AddRange(shown);
        }

        Assert.DoesNotContain("voice-hours", seen);
        Assert.Equal(
            new StarterLibrary(true).Read().Where(e => e.Entry.Tags.Contains("about:voices")).Select(e => e.Entry.Id).Except(["voice-hours"]).Order(StringComparer.Ordinal),
            seen.Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_card_goes_into_the_plan_in_one_step_with_its_origin_and_loses_the_tellers_name_when_the_story_is_withdrawn(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, WithExamples);
        using var ada = await house.AdaAsync();

        using var taken = await ada.PostFormAsync("/space/cards/one-sock/plan", ("story", "marias-window"));
        var page = taken.Headers.Location!.ToString().Split('/')[3];

        Assert.EndsWith("/words", taken.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("From “One sock”, in Maria’s story.", await PlanAsync(), StringComparison.Ordinal);
        await ada.ChangeAsync(page, ("text", "Both socks, but no shoes."), ("version", "1"));
        Assert.Contains("From “One sock”, in Maria’s story, changed by me.", await PlanAsync(), StringComparison.Ordinal);
        await house.Services.GetRequiredService<Database>().ExecuteAsync("update library_entry set withdrawn_at = 1 where entry_id = 'marias-window'", null, default);
        var after = await PlanAsync();
        Assert.Contains("From the card “One sock”, changed by me.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", after, StringComparison.Ordinal);

        async Task<string> PlanAsync() => WebUtility.HtmlDecode(await ada.ReadAsync("/space/plan"));
    }

    [Theory, OnBothDatabases]
    public async Task What_somebody_answered_to_a_card_is_seen_by_them_alone_and_is_sealed(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        await ada.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"));

        Assert.Contains("/library/cards/one-sock", await ada.ReadAsync("/space/helps"), StringComparison.Ordinal);
        Assert.Contains("value=\"tried\" aria-pressed=\"true\"", await ada.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
        Assert.DoesNotContain("aria-pressed=\"true\"", await cleo.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
        Assert.DoesNotContain("/library/cards/one-sock", await cleo.ReadAsync("/space/helps"), StringComparison.Ordinal);
        // Whoever works here reads the card, and keeps nothing.
        Assert.DoesNotContain("/answer", await ben.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.PostFormAsync("/space/cards/one-sock/answer", ("answer", "five stars"))).StatusCode);
        // Once more takes it back.
        await ada.PostFormAsync("/space/cards/one-sock/answer", ("answer", "tried"));
        Assert.DoesNotContain("aria-pressed=\"true\"", await ada.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
    }

    private static void WithExamples(WebApplicationBuilder builder) => builder.Services.AddSingleton(new StarterLibrary(WithExamples: true));

    /// <summary>Flesch-Kincaid grade (Kincaid et al. 1975), syllables counted as groups of vowels.</summary>
    internal static double Grade(string text)
    {
        var sentences = Regex.Count(text, "[.?:]+[”’]?(\\s|$)");
        var words = Regex.Matches(text, "[A-Za-z’']+").Select(m => m.Value).ToList();
        var syllables = words.Sum(w => Math.Max(1, Regex.Count(w, "[aeiouyAEIOUY]+") - (w.EndsWith('e') && !w.EndsWith("le", StringComparison.Ordinal) ? 1 : 0)));
        return 0.39 * words.Count / sentences + 11.8 * syllables / words.Count - 15.59;
    }

    // Programmes that belong to somebody, and what only a clinic says.
    [GeneratedRegex(@"\b(WRAP|IPS|DBT|CBT|MBSR|ACT|Emotional CPR|eCPR|Seeking Safety|Wellness Recovery|HALT|diagnos\w*|disorder|symptom\w*|patient\w*|dose|mg)\b")]
    private static partial Regex NotOurs();

    [GeneratedRegex("/library/stories/[a-z0-9-]+")]
    private static partial Regex Stories();

    [GeneratedRegex("<h2><a href=\"/library/(?:cards|stories)/([^\"]+)\"")]
    private static partial Regex Shown();
}
