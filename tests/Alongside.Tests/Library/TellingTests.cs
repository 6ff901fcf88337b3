using System.Net;
using System.Text.RegularExpressions;
using Alongside.Library;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Tests.Rules;
using Alongside.Tests.Space;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Library;

/// <summary>Stories of people here: read first by second eyes, then by everybody, until their teller takes them back.</summary>
public sealed partial class TellingTests
{
    [Theory, OnBothDatabases]
    public async Task A_told_story_is_read_first_by_somebody_else_and_then_found_by_everybody(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var nobody = house.Nobody();
        var entries = house.Services.GetRequiredService<Entries>();

        var telling = await ada.TellAsync();
        Assert.Contains("It waits to be read first.", await ada.ReadAsync("/library/tellings"), StringComparison.Ordinal);
        Assert.Empty(await entries.SearchAsync("lighthouse", default));
        var first = await ben.ReadAsync($"/library/reading-first/{telling}");
        Assert.Matches("(?s)The stairs.*Told by Wren.*Good to know before: A fall.*lighthouse.*Ten steps", first);

        await AgreeAsync(ben, telling, first);

        var story = WebUtility.HtmlDecode(await nobody.ReadAsync($"/library/stories/{telling}"));
        // What to know before stands before.
        Assert.Matches("(?s)Told by Wren.*Good to know before: A fall.*lighthouse.*can take it back at any time.*Ten steps", story);
        Assert.Equal([telling], (await entries.SearchAsync("lighthouse", default)).Select(e => e.Id));
        using var fits = await nobody.PostFormAsync("/library", ("tag", "about:low"), ("tag", "who:older"), ("tag", "likes:movement"), ("tag", "hope:out"));
        var fit = await fits.Content.ReadAsStringAsync();
        Assert.Contains($"/library/stories/{telling}", fit[..fit.IndexOf("<details", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Matches(@"Everybody can read it. You agreed on \d{4}-\d\d-\d\d.", await ada.ReadAsync("/library/tellings"));
        Assert.DoesNotContain("The stairs", await ben.ReadAsync("/library/reading-first"), StringComparison.Ordinal);
        // Specialists can offer it like any other.
        var conversation = await house.ConversationAsync(ada, ben);
        Assert.Contains($"value=\"{telling}\"", await ben.ReadAsync($"/desk/{conversation}"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Taken_back_it_is_gone_at_once_and_the_name_is_gone_from_plans_while_the_pieces_stay(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var telling = await ShownAsync(ada, ben);
        var card = CardIn().Match(await cleo.ReadAsync($"/library/stories/{telling}")).Groups[1].Value;
        await cleo.PostFormAsync($"/space/cards/{card}/plan", ("story", telling));
        Assert.Contains("From “Ten steps”, in Wren’s story.", await PlanAsync(), StringComparison.Ordinal);
        var key = await house.Services.GetRequiredService<Database>().FindAsync<string>("select key_id from telling", null, default);

        await ada.PostFormAsync($"/library/tellings/{telling}/taking-back");

        Assert.Equal(HttpStatusCode.NotFound, await cleo.StatusAsync($"/library/stories/{telling}"));
        Assert.Equal(HttpStatusCode.NotFound, await cleo.StatusAsync($"/library/cards/{card}"));
        Assert.Empty(await house.Services.GetRequiredService<Entries>().SearchAsync("lighthouse", default));
        var plan = await PlanAsync();
        Assert.Contains("I climb ten steps", plan, StringComparison.Ordinal);
        Assert.Contains("From the card “Ten steps”.", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Wren", plan, StringComparison.Ordinal);
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync(key!, default));
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>(
            "select (select count(*) from telling) + (select count(*) from library_entry where origin = 'told') + (select count(*) from shred_due)", null, default));

        async Task<string> PlanAsync() => WebUtility.HtmlDecode(await cleo.ReadAsync("/space/plan"));
    }

    [Theory, OnBothDatabases]
    public async Task A13_nobody_opens_what_somebody_else_tells_and_nobody_is_their_own_second_reader(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        using var nobody = house.Nobody();
        var adas = await ada.TellAsync();
        var bens = await ben.TellAsync("What Ben knows");
        var doors = Door.AllOf(house).Where(d => d.Path.Contains("{telling}", StringComparison.Ordinal)).ToList();
        Assert.InRange(doors.Count, 6, int.MaxValue);

        foreach (var door in doors)
        {
            var isFirst = door.Path.Contains("reading-first", StringComparison.Ordinal);
            foreach (var (someone, telling) in isFirst
                ? new[] { (nobody, adas), (cleo, adas), (ada, adas), (ben, bens) }
                : [(nobody, adas), (cleo, adas), (ben, adas), (stella, adas), (ada, bens)])
            {
                Assert.Equal(await AskAsync(someone, door, "AAAAAAAAAAAAAAAAAAAAAA"), await AskAsync(someone, door, telling));
            }
        }

        // Those were refused for the right reason: it is there for its teller and for second eyes, the steward's too.
        Assert.Contains("The stairs", await ada.ReadAsync($"/library/tellings/{adas}"), StringComparison.Ordinal);
        Assert.Contains("The stairs", await stella.ReadAsync($"/library/reading-first/{adas}"), StringComparison.Ordinal);
        Assert.DoesNotContain("What Ben knows", await ben.ReadAsync("/library/reading-first"), StringComparison.Ordinal);
        await AgreeAsync(stella, bens, await stella.ReadAsync($"/library/reading-first/{bens}"));
        Assert.Equal(HttpStatusCode.OK, await nobody.StatusAsync($"/library/stories/{bens}"));
        // What is shown waits no longer.
        Assert.Equal(HttpStatusCode.NotFound, await stella.StatusAsync($"/library/reading-first/{bens}"));

        static async Task<string> AskAsync(Someone someone, Door door, string telling)
        {
            using var answer = door.Method == "GET"
                ? await someone.Http.GetAsync(door.At(telling))
                : await someone.PostFormAsync(door.At(telling), ("version", "1"), ("words", "x"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            return RandomWord().Replace(await answer.Content.ReadAsStringAsync(), "nonce");
        }
    }

    [Theory, OnBothDatabases]
    public async Task It_goes_back_with_words_for_its_teller_and_other_words_are_read_anew(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var telling = await ada.TellAsync();
        var first = await ben.ReadAsync($"/library/reading-first/{telling}");

        using var wordless = await ben.PostFormAsync($"/library/reading-first/{telling}/returning", ("version", VersionIn(first)), ("words", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.StatusCode);
        using var returned = await ben.PostFormAsync($"/library/reading-first/{telling}/returning", ("version", VersionIn(first)), ("words", "Your sister may not want her name in it."));
        Assert.Equal(HttpStatusCode.SeeOther, returned.StatusCode);

        Assert.Contains("Your sister may not want her name in it.", await ada.ReadAsync("/library/tellings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/library/reading-first/{telling}"));
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostFormAsync($"/library/tellings/{telling}", Keeping.Story("The stairs, again"))).StatusCode);
        var again = await ben.ReadAsync($"/library/reading-first/{telling}");
        // What he read before is not what he would agree to now.
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostFormAsync($"/library/reading-first/{telling}/agreeing", ("version", VersionIn(first)))).StatusCode);
        await AgreeAsync(ben, telling, again);
        Assert.Equal(HttpStatusCode.OK, await ada.StatusAsync($"/library/stories/{telling}"));
        // Changed once more, it is shown no more until it was read.
        await ada.PostFormAsync($"/library/tellings/{telling}", Keeping.Story("The stairs, at last"));
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync($"/library/stories/{telling}"));
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_sent_is_told_plainly_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        foreach (var (field, value, told) in new[]
        {
            ("title", "", "A title and a story are needed."), ("words", " ", "A title and a story are needed."), ("agreed", "", "Tick that everybody may read it."),
            ("cardTitle", "", "A card needs both its name and how it goes."), ("words", new string('w', 20_001), "This is longer than it can be."), ("title", new string('t', 121), "This is longer than it can be."),
        })
        {
            using var answer = await ada.PostFormAsync("/library/tellings", [.. Keeping.Story("The stairs").Where(f => f.Name != field), (field, value)]);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Equal((field, HttpStatusCode.UnprocessableEntity), (field, answer.StatusCode));
            Assert.Contains(told, page, StringComparison.Ordinal);
            Assert.Contains("I climb ten steps", page, StringComparison.Ordinal);
            Assert.Contains("value=\"who:older\" checked", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("/taking-back", await ada.ReadAsync("/library/tellings"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_takes_everything_along_has_it_and_whoever_lets_everything_go_leaves_none(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var telling = await ShownAsync(ada, ben);

        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));
        Assert.Matches("(?s)\"told\":.*lighthouse.*\"state\":\"shown\"", await export.Content.ReadAsStringAsync());
        using var gone = await ada.PostFormAsync("/space/erasing", ("what", "all"));

        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/library/stories/{telling}"));
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from telling", null, default));
    }

    private static async Task<string> ShownAsync(Someone teller, Someone first)
    {
        var telling = await teller.TellAsync();
        await AgreeAsync(first, telling, await first.ReadAsync($"/library/reading-first/{telling}"));
        return telling;
    }

    private static async Task AgreeAsync(Someone first, string telling, string page)
    {
        using var agreed = await first.PostFormAsync($"/library/reading-first/{telling}/agreeing", ("version", VersionIn(page)));
        Assert.Equal(HttpStatusCode.SeeOther, agreed.StatusCode);
    }

    private static string VersionIn(string page) => Version().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("/library/cards/([A-Za-z0-9_-]{22})")]
    private static partial Regex CardIn();

    [GeneratedRegex("nonce[-=\"]+[A-Za-z0-9_-]{22}")]
    private static partial Regex RandomWord();
}
