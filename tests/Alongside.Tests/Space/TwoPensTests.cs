using System.Net;
using System.Text.RegularExpressions;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

/// <summary>A page that is written together: by its owner, and by one reader while they have a pen. Both are named.</summary>
public sealed class TwoPensTests
{
    [Theory, OnBothDatabases]
    public async Task A_page_is_written_by_two_who_are_both_named_and_any_version_can_be_gone_back_to(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var chapter = await ada.KeepAsync("story", ("title", "The flat"), ("text", "x"));
        var page = await ada.KeepAsync("moment", ("title", "The letter"), ("text", "Dear landlord,"), ("chapter", chapter));
        var share = (await ben.TakeAsync(await ada.ShareAsync(page, pen: true)))!;

        Assert.Contains($"/shared/{share}/words", await ben.ReadAsync($"/shared/{share}"), StringComparison.Ordinal);
        Assert.Contains("Dear landlord,", await ben.ReadAsync($"/shared/{share}/words"), StringComparison.Ordinal);
        using var written = await ben.PostFormAsync($"/shared/{share}/words", ("title", "The letter"), ("text", "Dear landlord,\nthe window does not close."), ("version", "1"), ("chapter", "somewhere else"));
        Assert.Equal($"/shared/{share}", written.Headers.Location?.OriginalString);

        var hers = await ada.ReadAsync($"/space/pages/{page}");
        Assert.Contains("the window does not close.", hers, StringComparison.Ordinal);
        Assert.Contains("Written by you and Ben.", hers, StringComparison.Ordinal);
        // Where it stands in her story is hers alone.
        Assert.Contains("In the chapter “The flat”", WebUtility.HtmlDecode(hers), StringComparison.Ordinal);
        Assert.Single(Regex.Matches(await ada.ReadAsync($"/space/pages/{page}/versions"), "written by Ben"));
        Assert.Contains("With a pen of their own.", await ada.ReadAsync($"/space/pages/{page}/sharing"), StringComparison.Ordinal);
        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));
        Assert.Contains("\"by\":\"Ben\"", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await ada.PostFormAsync($"/space/pages/{page}/undoing", ("version", "1"));
        Assert.DoesNotContain("the window", await ben.ReadAsync($"/shared/{share}"), StringComparison.Ordinal);
        // His version goes, and with it that he wrote.
        await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "2"));
        Assert.DoesNotContain("Written by you and", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        await ada.PostFormAsync($"/space/pages/{page}/letting-go");
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>("select (select count(*) from share_pen) + (select count(*) from page_pen)", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task A13_without_a_pen_or_after_it_was_taken_back_or_is_over_nobody_writes(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        var page = await ada.KeepAsync("note", ("text", "hers"));
        var read = (await ben.TakeAsync(await ada.ShareAsync(page)))!;
        var recalled = (await ben.TakeAsync(await ada.ShareAsync(page, pen: true)))!;
        var day = (await ben.TakeAsync(await ada.ShareAsync(page, 1, pen: true)))!;
        await ada.PostFormAsync($"/space/pages/{page}/sharing/recall", ("share", recalled));

        foreach (var (someone, share) in new[] { (ben, read), (ben, recalled), (cleo, day), (stella, day), (ada, day) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await someone.StatusAsync($"/shared/{share}/words"));
            Assert.Equal(HttpStatusCode.NotFound, (await someone.PostFormAsync($"/shared/{share}/words", ("text", "not theirs"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await ben.PostFormAsync($"/shared/{day}/words", ("text", "hers and his"))).StatusCode);
        clock.Move(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await ben.StatusAsync($"/shared/{day}/words"));
        clock.Move(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await ben.StatusAsync($"/shared/{day}/words"));
        clock.Move(TimeSpan.FromHours(2.1));
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostFormAsync($"/shared/{day}/words", ("text", "too late"))).StatusCode);
        Assert.Contains("hers and his", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_write_at_once_never_write_over_each_other_unseen(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var page = await ada.KeepAsync("note", ("text", "first"));
        var share = (await ben.TakeAsync(await ada.ShareAsync(page, pen: true)))!;
        await ada.ChangeAsync(page, ("text", "hers"), ("version", "1"));

        using var his = await ben.PostFormAsync($"/shared/{share}/words", ("text", "his"), ("version", "1"));
        var again = await his.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Conflict, his.StatusCode);
        Assert.Contains("his</textarea>", again, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"2\"", again, StringComparison.Ordinal);
        Assert.Contains("hers", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        // Nothing said, nothing kept.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ben.PostFormAsync($"/shared/{share}/words", ("text", " "), ("version", "2"))).StatusCode);
        // He sees it now, and says so once more.
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.PostFormAsync($"/shared/{share}/words", ("text", "his"), ("version", "2"))).StatusCode);
        Assert.Contains("his", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
    }
}
