using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Alongside.Space;
using Alongside.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

/// <summary>Who reads a page: its owner, and whom they show it to while they do. Everybody else finds what was never there.</summary>
public sealed partial class AccessTests
{
    private const string Invented = "AAAAAAAAAAAAAAAAAAAAAA";

    [Theory, OnBothDatabases]
    public async Task A13_A16_every_door_of_a_page_of_every_kind_is_no_door_to_anybody_else(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        using var stella = await house.StellaAsync();
        using var nobody = house.Nobody();
        var doors = Door.AllOf(house).Where(d => d.Path.Contains("{page}", StringComparison.Ordinal)).ToList();
        Assert.InRange(doors.Count, 10, int.MaxValue);
        foreach (var kind in PageKind.All)
        {
            (string, string)[] said = [("text", "hers"), ("title", "hers"), ("steps", "hers")];
            var page = kind.IsHeard ? await ada.KeepSaidAsync(kind.Name, Keeping.Sound("hers too"), said) : await ada.KeepAsync(kind.Name, said);
            // Shown to a reader who is none of those below; being shown one page opens none of its other doors.
            var share = (await ben.TakeAsync(await ada.ShareAsync(page)))!;
            foreach (var door in doors)
            {
                foreach (var someone in new[] { nobody, cleo, ben, stella })
                {
                    var answer = await AskAsync(someone, door, page);
                    Assert.StartsWith("404", answer, StringComparison.Ordinal);
                    Assert.Equal(await AskAsync(someone, door, Invented), answer);
                }
            }

            foreach (var door in Door.AllOf(house).Where(d => d.Path.Contains("{share}", StringComparison.Ordinal)))
            {
                foreach (var someone in new[] { nobody, cleo, stella, ada })
                {
                    var answer = await AskAsync(someone, door, share);
                    Assert.StartsWith("404", answer, StringComparison.Ordinal);
                    Assert.Equal(await AskAsync(someone, door, Invented), answer);
                }
            }

            // The refusals were for the right reason: the page is there, untouched, and open to those two.
            Assert.Contains("hers", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
            Assert.Contains("hers", await ben.ReadAsync($"/shared/{share}"), StringComparison.Ordinal);
            foreach (var (someone, heard) in new[] { (ada, $"/api/space/pages/{page}/recording"), (ben, $"/api/shared/{share}/recording") })
            {
                Assert.Equal(kind.IsHeard ? HttpStatusCode.OK : HttpStatusCode.NotFound, await someone.StatusAsync(heard));
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task A13_every_door_of_a_page_opens_to_its_owner(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        foreach (var door in Door.AllOf(house).Where(d => d.Path.Contains("{page}", StringComparison.Ordinal)))
        {
            var page = await ada.KeepAsync("goal", ("text", "hers"), ("steps", "hers"));
            await ada.ChangeAsync(page, ("text", "hers still"), ("steps", "hers"), ("version", "1"));
            if (door.Path.EndsWith("/recording", StringComparison.Ordinal))
            {
                page = await ada.KeepSaidAsync("note", Keeping.Sound());
            }

            await ada.ShareAsync(page);
            var consent = Share().Match(await ada.ReadAsync($"/space/pages/{page}/sharing")).Groups[1].Value;
            var version = door.Path.EndsWith("/words", StringComparison.Ordinal) ? 2 : 1;
            Assert.Matches("^(200|303)", await AskAsync(ada, door, page, $"text=more&days=7&step=0&state=done&share={consent}&version={version}"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_share_stands_for_one_reader_for_its_time_until_it_is_recalled(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        var page = await ada.KeepAsync("note", ("text", "for one"));
        var code = await ada.ShareAsync(page);
        // Its owner needs no code, a steward has no door, and whoever comes second finds it taken.
        Assert.Null(await ada.TakeAsync(code));
        Assert.Equal(HttpStatusCode.NotFound, (await stella.PostFormAsync("/shared", ("code", code))).StatusCode);
        var share = await ben.TakeAsync(code);
        Assert.NotNull(share);
        Assert.Null(await cleo.TakeAsync(code));

        Assert.Contains("for one", await ben.ReadAsync($"/shared/{share}"), StringComparison.Ordinal);
        Assert.Contains($"/shared/{share}", await ben.ReadAsync("/shared"), StringComparison.Ordinal);
        var told = await ada.ReadAsync($"/space/pages/{page}/sharing");
        Assert.Contains("Ben may read it", told, StringComparison.Ordinal);
        Assert.Single(Readings().Matches(told));

        await ada.PostFormAsync($"/space/pages/{page}/sharing/recall", ("share", share));
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/shared/{share}"));
        Assert.DoesNotContain($"/shared/{share}", await ben.ReadAsync("/shared"), StringComparison.Ordinal);
        Assert.Single(Readings().Matches(await ada.ReadAsync($"/space/pages/{page}/sharing")));

        var (_, forADay) = await ada.ShownAsync(ben, days: 1);
        Assert.Equal(HttpStatusCode.OK, await ben.StatusAsync($"/shared/{forADay}"));
        var notTaken = await ada.ShareAsync(page, 1);
        clock.Move(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await ben.StatusAsync($"/shared/{forADay}"));
        clock.Move(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await ben.StatusAsync($"/shared/{forADay}"));
        clock.Move(TimeSpan.FromHours(2.1));
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/shared/{forADay}"));
        Assert.Null(await cleo.TakeAsync(notTaken));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_reader_writes_beneath_a_page_is_seen_by_its_owner_and_goes_with_it(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var (page, share) = await ada.ShownAsync(ben, "I called my sister.");

        Assert.Equal(HttpStatusCode.SeeOther, (await ben.PostFormAsync($"/shared/{share}/replies", ("words", "That took something."))).StatusCode);

        Assert.Matches("(?s)Ben.*That took something.", await ada.ReadAsync($"/space/pages/{page}"));
        // One record, two pens: the page moves to another key, and the reply moves along.
        await ada.ChangeAsync(page, ("text", "I called my sister again."), ("version", "1"));
        await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "1"));
        Assert.Contains("That took something.", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        await ada.PostFormAsync($"/space/pages/{page}/sharing/recall", ("share", share));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostFormAsync($"/shared/{share}/replies", ("words", "not any more"))).StatusCode);
        Assert.DoesNotContain("not any more", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A33_a_code_is_not_guessed(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var code = await ada.ShareAsync(await ada.KeepAsync("note", ("text", "x")));
        Assert.Equal(22, code.Length);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            Assert.Null(await cleo.TakeAsync(PageId.New().Value));
        }

        // Whoever tried that often waits, even with the right one.
        Assert.Null(await cleo.TakeAsync(code));
        using var ben = await house.BenAsync();
        Assert.NotNull(await ben.TakeAsync(code));
    }

    private static async Task<string> AskAsync(Someone someone, Door door, string id, string form = "text=hello&words=hello&days=7&version=1&step=0&state=done&share=x")
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At(id));
        if (door.Method is "POST")
        {
            request.Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        }

        using var answer = await someone.Http.SendAsync(request);
        return await answer.AsSeenAsync();
    }

    [GeneratedRegex("name=\"share\" value=\"([^\"]+)\"")]
    private static partial Regex Share();

    [GeneratedRegex(@"<li>[^<]+ UTC</li>")]
    private static partial Regex Readings();
}
