using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alongside.Tests.Study;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Growth;

public sealed partial class GrowthTests
{
    [Fact]
    public async Task The_map_names_ways_to_practice_to_those_who_may_and_counts_nobody()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ben = await house.BenAsync();
        using var ada = await house.AdaAsync();

        var bens = WebUtility.HtmlDecode(await ben.Http.GetStringAsync("/growth"));
        Assert.Contains("<a href=\"/practice/drills/reflection\">Drill: Make this a reflection</a>", bens, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/practice#who-ruth\">Practice with Ruth</a>", bens, StringComparison.Ordinal);
        Assert.Contains("id=\"who-ruth\"", await ben.Http.GetStringAsync("/practice"), StringComparison.Ordinal);
        Assert.DoesNotContain("/practice", await ada.Http.GetStringAsync("/growth"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_one_notes_is_shown_to_oneself_alone_and_comes_along_as_JSON(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        using var noted = await ben.PostAsync("/growth/portfolio",
            ("kind", "training"), ("day", "2026-10-01"), ("hours", "6.5"), ("text", "Two days on rights. <b>I learned</b> to ask first."), ("competence", "samhsa.leadership"));
        Assert.Equal(HttpStatusCode.SeeOther, noted.StatusCode);
        using var day = await ben.PostAsync("/growth/wellbeing", ("load", "4"), ("text", "Long one"));
        using var broke = await ben.PostAsync("/growth/wellbeing", ("load", "2"), ("rested", "yes"), ("text", ""));
        Assert.Contains("took a break", await ben.Http.GetStringAsync("/growth/wellbeing"), StringComparison.Ordinal);
        using var noLoad = await ben.PostAsync("/growth/wellbeing", ("text", "Not kept, but not lost"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noLoad.StatusCode);
        Assert.Contains("Not kept, but not lost", await noLoad.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var plan = await ben.PostAsync("/growth/wellbeing/plan", ("text-plan", "Call Jo"));
        using var newPlan = await ben.PostAsync("/growth/wellbeing/plan", ("text-plan", "Walk, then call Jo"));

        var portfolio = WebUtility.HtmlDecode(await ben.Http.GetStringAsync("/growth/portfolio"));
        Assert.Contains("6.5 hours in all.", portfolio, StringComparison.Ordinal);
        Assert.Contains("Leading and speaking up", portfolio, StringComparison.Ordinal);
        Assert.DoesNotContain("Long one", portfolio, StringComparison.Ordinal);
        var wellbeing = await ben.Http.GetStringAsync("/growth/wellbeing");
        Assert.Contains("Long one", wellbeing, StringComparison.Ordinal);
        Assert.Contains("Walk, then call Jo", wellbeing, StringComparison.Ordinal);
        var all = await ben.Http.GetFromJsonAsync<List<JsonElement>>("/api/growth/portfolio");
        Assert.Equal(["load", "load", "plan", "training"], all!.Select(e => e.GetProperty("kind").GetString()).Order());

        var entry = Entry().Match(portfolio).Groups[1].Value;
        foreach (var someone in new[] { cleo, stella })
        {
            Assert.DoesNotContain("Two days on rights", await someone.Http.GetStringAsync("/growth/portfolio"), StringComparison.Ordinal);
            Assert.Equal("[]", await someone.Http.GetStringAsync("/api/growth/portfolio"));
            using var refused = await someone.PostAsync("/growth/portfolio/removal", ("entry", entry));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var removed = await ben.PostAsync("/growth/portfolio/removal", ("entry", entry));
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        using var gone = await ben.PostAsync("/growth/letting-go");
        Assert.Equal("[]", await ben.Http.GetStringAsync("/api/growth/portfolio"));
    }

    [Theory, OnBothDatabases]
    public async Task The_map_joins_what_was_studied_read_and_noted(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        await ben.AnswerAsync("listening-001", "good", chosen: 0);
        using var noted = await ben.PostAsync("/growth/portfolio", ("kind", "reflection"), ("day", "2026-10-01"), ("text", "x"), ("competence", "value.hopeful"));

        var map = WebUtility.HtmlDecode(await ben.Http.GetStringAsync("/growth"));

        Assert.Equal(4, map.Split("<table>").Length - 1);
        Assert.Matches(new Regex("Reflection</strong>.*?>1 of \\d+<", RegexOptions.Singleline), map);
        Assert.Matches(new Regex("Hopeful</strong>.*?class=\"number\">.*?class=\"number\">1<", RegexOptions.Singleline), map);
        foreach (var wrong in new (string, string)[][] { [("kind", "other"), ("day", "2026-10-01"), ("text", "x")], [("kind", "hours"), ("day", "2026-10-01"), ("text", " ")], [("kind", "hours"), ("day", "2026-10-01"), ("text", "x"), ("hours", "many")] })
        {
            using var refused = await ben.PostAsync("/growth/portfolio", wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task After_a_hard_talk_one_writes_about_oneself_keeps_it_sealed_or_not_at_all(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var ada = await house.AdaAsync();
        using var stella = await house.StellaAsync();
        using var nothing = await ben.PostAsync("/growth/debrief", ("body", " "), ("need", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Contains("There is nothing to keep yet.", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var tooLong = await ben.PostAsync("/growth/debrief", ("body", new string('b', 4_000)), ("need", "A walk"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Contains("A walk</textarea>", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("[]", await ben.Http.GetStringAsync("/api/growth/portfolio"));

        using var kept = await ben.PostAsync("/growth/debrief", ("body", "Tight shoulders"), ("need", "A walk, then sleep"));
        Assert.Equal("/growth/debrief", kept.Headers.Location?.OriginalString);
        var page = WebUtility.HtmlDecode(await ben.Http.GetStringAsync("/growth/debrief"));
        Assert.Contains("How is my body right now?\nTight shoulders\n\nWhat do I need, tonight and tomorrow?\nA walk, then sleep</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tight shoulders", await ben.Http.GetStringAsync("/growth/portfolio"), StringComparison.Ordinal);
        Assert.DoesNotContain("Tight shoulders", await bo.Http.GetStringAsync("/growth/debrief"), StringComparison.Ordinal);
        foreach (var someone in new[] { ada, stella })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync("/growth/debrief")).StatusCode);
        }

        var sealed_ = await house.Services.GetRequiredService<Alongside.Platform.Storage.Database>().FindAsync<byte[]>("select sealed from growth_entry", null, default);
        Assert.DoesNotContain("shoulders", System.Text.Encoding.UTF8.GetString(sealed_!), StringComparison.Ordinal);
        var entry = Entry().Match(page).Groups[1].Value;
        using var notHis = await bo.PostAsync("/growth/portfolio/removal", ("entry", entry), ("back", "debrief"));
        Assert.Equal(HttpStatusCode.NotFound, notHis.StatusCode);
        using var gone = await ben.PostAsync("/growth/portfolio/removal", ("entry", entry), ("back", "debrief"));
        Assert.Equal("/growth/debrief", gone.Headers.Location?.OriginalString);
        Assert.DoesNotContain("Tight shoulders", await ben.Http.GetStringAsync("/growth/debrief"), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"entry\" value=\"([^\"]+)\"")]
    private static partial Regex Entry();
}
