using System.Net;
using System.Text.RegularExpressions;
using Alongside.Library;
using Alongside.Platform.Storage;
using Alongside.Tests.Space;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Library;

/// <summary>What somebody used on their way, where, and how it really was: told with a card, read first, and gone with it.</summary>
public sealed partial class TrailTests
{
    private static readonly (string, string)[] Trail =
    [
        ("used-0", "A drop-in with a <green> door"), ("where-0", "two streets from the depot"), ("was-0", "The coffee was weak.\nNobody asked me\tanything."),
        ("used-2", "The marmalade telephone"), ("where-2", ""), ("was-2", ""),
    ];

    [Fact]
    public void A_trail_is_read_as_it_was_written_whatever_stands_in_it()
    {
        TrailStep[] trail = [new("one", "", "with “marks”, \"these\" and \\n"), new("two\nlines", "a\ttab", "")];

        Assert.Equal([trail[0], new("two lines", "a tab", "")], TrailStep.Read(TrailStep.Write(trail)));
        Assert.Null(TrailStep.Write([]));
        Assert.Empty(TrailStep.Read(null));
    }

    [Fact]
    public void At_least_eight_cards_to_begin_with_have_a_trail_of_kinds_of_places_in_plain_words()
    {
        var trails = new StarterLibrary(WithExamples: true).Read().Select(e => e.Entry).Where(e => e.Trail is { Count: > 0 }).ToList();

        Assert.InRange(trails.Count, 8, 44);
        Assert.All(trails, e => Assert.False(e.IsStory));
        Assert.All(trails, e => Assert.InRange(e.Trail!.Count, 1, TrailStep.Most));
        Assert.All(trails.SelectMany(e => e.Trail!), step =>
        {
            Assert.All(new[] { step.Used, step.Where, step.Was }, words => Assert.InRange(words.Length, 1, 200));
            // No place by its name, no address, no number but the one that is the same everywhere.
            Assert.DoesNotMatch(@"https?:|www\.|@|\b(?!211\b)\d{3,}", $"{step.Used} {step.Where} {step.Was}");
            Assert.DoesNotMatch(Clinical(), $"{step.Used} {step.Where} {step.Was}");
            Assert.All(Regex.Split(step.Was, @"(?<=[.?:])\s+"), sentence => Assert.InRange(sentence.Split(' ').Length, 1, 20));
        });
        Assert.InRange(LibraryTests.Grade(string.Join(' ', trails.SelectMany(e => e.Trail!).Select(step => step.Was))), -5, 6);
    }

    [Theory, OnBothDatabases]
    public async Task A_trail_is_read_first_shown_with_its_card_found_by_its_words_and_gone_when_it_is_taken_back(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var nobody = house.Nobody();
        var entries = house.Services.GetRequiredService<Entries>();
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostFormAsync("/library/tellings", [.. Keeping.Story("The stairs"), .. Trail])).StatusCode);
        var telling = Telling().Match(await ada.ReadAsync("/library/tellings")).Groups[1].Value;

        // It is there again to be changed, and nobody else sees it yet.
        Assert.Contains("value=\"The marmalade telephone\"", await ada.ReadAsync($"/library/tellings/{telling}"), StringComparison.Ordinal);
        Assert.Empty(await entries.SearchAsync("marmalade", default));
        var first = await ben.ReadAsync($"/library/reading-first/{telling}");
        ShowsIt(first);
        await ben.PostFormAsync($"/library/reading-first/{telling}/agreeing", ("version", Regex.Match(first, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value));

        var card = Card().Match(await nobody.ReadAsync($"/library/stories/{telling}")).Groups[1].Value;
        ShowsIt(await nobody.ReadAsync($"/library/cards/{card}"));
        Assert.DoesNotContain("marmalade", await nobody.ReadAsync($"/library/stories/{telling}"), StringComparison.Ordinal);
        Assert.Equal([card], (await entries.SearchAsync("marmalade telephone", default)).Select(e => e.Id));
        // Into a plan go the words of the card, and no more.
        await cleo.PostFormAsync($"/space/cards/{card}/plan", ("story", telling));
        Assert.DoesNotContain("marmalade", await cleo.ReadAsync("/space/plan"), StringComparison.Ordinal);
        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));
        Assert.Contains("The marmalade telephone", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await ada.PostFormAsync($"/library/tellings/{telling}/taking-back");

        Assert.Equal(HttpStatusCode.NotFound, await nobody.StatusAsync($"/library/cards/{card}"));
        Assert.Empty(await entries.SearchAsync("marmalade", default));
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from library_entry where trail like '%marmalade%'", null, default));

        static void ShowsIt(string page) => Assert.Matches(
            "(?s)What was used on the way.*A drop-in with a <green> door.*Where: two streets from the depot.*The coffee was weak. Nobody asked me anything..*The marmalade telephone.*It may be different where you are",
            WebUtility.HtmlDecode(page));
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_card_the_trail_stands_with_the_story_and_a_starter_card_shows_its_own(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var nobody = house.Nobody();
        await ada.PostFormAsync("/library/tellings", [("title", "A way"), ("words", "I went there."), ("agreed", "yes"), .. Trail]);
        var telling = Telling().Match(await ada.ReadAsync("/library/tellings")).Groups[1].Value;
        await ben.PostFormAsync($"/library/reading-first/{telling}/agreeing", ("version", "1"));

        Assert.Contains("The marmalade telephone", await nobody.ReadAsync($"/library/stories/{telling}"), StringComparison.Ordinal);
        Assert.Contains("the public library", await nobody.ReadAsync("/library/cards/library-table"), StringComparison.Ordinal);
        Assert.DoesNotContain("What was used on the way", await nobody.ReadAsync("/library/cards/one-sock"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_step_that_names_nothing_or_is_too_long_comes_back_with_all_that_was_typed(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        foreach (var (step, why) in new (string, string)[][]
        {
            [("where-1", "somewhere"), ("was-1", "")], [("was-0", "only how it was")], [("used-0", new string('w', 121))], [("used-0", "x"), ("was-0", new string('w', 501))],
        }.Zip(["does not say what you used", "does not say what you used", "longer than it can be", "longer than it can be"]))
        {
            using var answer = await ada.PostFormAsync("/library/tellings", [.. Keeping.Story("The stairs"), ("used-4", "the last of five"), .. step]);
            var again = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(why, again, StringComparison.Ordinal);
            Assert.All(step.Append(("used-4", "the last of five")).Where(typed => typed.Item2.Length > 0), typed => Assert.Contains(typed.Item2, again, StringComparison.Ordinal));
        }

        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from telling", null, default));
    }

    [GeneratedRegex("/library/tellings/([A-Za-z0-9_-]{22})\"")]
    private static partial Regex Telling();

    [GeneratedRegex("/library/cards/([A-Za-z0-9_-]{22})")]
    private static partial Regex Card();

    [GeneratedRegex(@"\b(WRAP|IPS|DBT|CBT|MBSR|ACT|AA|NA|diagnos\w*|disorder|symptom\w*|patient\w*|dose|mg)\b")]
    private static partial Regex Clinical();
}
