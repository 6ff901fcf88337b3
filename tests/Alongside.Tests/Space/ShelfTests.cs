using System.Net;
using Alongside.Platform.Html;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Space;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

public sealed class ShelfTests
{
    [Theory, OnBothDatabases]
    public async Task A_guest_keeps_a_page_of_every_kind_and_finds_it_again(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        foreach (var kind in PageKind.All)
        {
            var page = await ada.KeepAsync(kind.Name, ("text", $"my {kind.Name} words"), ("title", "a title"), ("steps", "one\ntwo"));

            Assert.Contains($"my {kind.Name} words", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
            Assert.Contains(page, await ada.ReadAsync(ShelfPages.HomeOf(kind)), StringComparison.Ordinal);
        }

        Assert.Contains("my victory words", await ada.ReadAsync("/space"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_without_a_session_becomes_a_guest_by_keeping_something_and_not_by_looking(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        foreach (var path in new[] { "/space", "/space/new/victory" })
        {
            using var looked = await nobody.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
            Assert.False(looked.Headers.Contains("Set-Cookie"));
        }

        using var kept = await nobody.PostFormAsync("/space/new/victory", ("text", "I got up."));

        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        using var me = new HttpRequestMessage(HttpMethod.Get, kept.Headers.Location);
        me.Headers.Add("Cookie", kept.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Contains("I got up.", await (await nobody.Http.SendAsync(me)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task F20_a_form_sent_twice_is_one_page(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var once = PageId.New().Value;

        var first = await ada.KeepAsync("note", ("text", "once"), ("once", once));
        var again = await ada.KeepAsync("note", ("text", "once"), ("once", once));
        var others = await cleo.KeepAsync("note", ("text", "another's"), ("once", once));

        Assert.Equal(first, again);
        Assert.NotEqual(first, others);
        Assert.DoesNotContain("another", await ada.ReadAsync($"/space/pages/{first}"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_page_keeps_its_versions_to_compare_to_go_back_to_and_to_let_go(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var page = await ada.KeepAsync("note", ("text", "first words"));
        await ada.ChangeAsync(page, ("text", "second words"), ("version", "1"));
        var compared = await ada.ReadAsync($"/space/pages/{page}/versions?of=1");
        Assert.Contains("first words", compared, StringComparison.Ordinal);
        Assert.Contains("second words", compared, StringComparison.Ordinal);

        await ada.PostFormAsync($"/space/pages/{page}/undoing", ("version", "1"));

        Assert.Contains("first words", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        Assert.Contains("second words", await ada.ReadAsync($"/space/pages/{page}/versions?of=2"), StringComparison.Ordinal);

        var database = house.Services.GetRequiredService<Database>();
        var keys = house.Services.GetRequiredService<KeyStore>();
        var keyBefore = (await database.FindAsync<string>("select key_id from page where page_id = @page", new { page }, default))!;
        Assert.NotNull(await keys.FindAsync(keyBefore, default));
        // What it says now cannot be let go as an old version; the middle one can.
        Assert.Equal(HttpStatusCode.NotFound, (await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "3"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "2"))).StatusCode);

        Assert.DoesNotContain("second words", await ada.ReadAsync($"/space/pages/{page}/versions?of=2"), StringComparison.Ordinal);
        Assert.Contains("first words", await ada.ReadAsync($"/space/pages/{page}/versions?of=1"), StringComparison.Ordinal);
        Assert.Null(await keys.FindAsync(keyBefore, default));
        Assert.Equal(0, await database.FindAsync<long>("select count(*) from shred_due", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task Two_windows_never_write_over_each_other_unseen(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var page = await ada.KeepAsync("note", ("text", "as it was"));
        await ada.ChangeAsync(page, ("text", "from the phone"), ("version", "1"));

        using var late = await ada.PostFormAsync($"/space/pages/{page}/words", ("text", "from the laptop"), ("version", "1"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("from the laptop", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("from the phone", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        await ada.ChangeAsync(page, ("text", "from the laptop"), ("version", "2"));
        Assert.Contains("from the phone", await ada.ReadAsync($"/space/pages/{page}/versions?of=2"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_kept_comes_back_whole(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();

        using var empty = await ada.PostFormAsync("/space/new/note", ("text", "  "));
        using var tooLong = await ada.PostFormAsync("/space/new/note", ("text", new string('w', Wording.Most + 1)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Contains(new string('w', Wording.Most + 1), await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from page", null, default));
    }

    [Fact]
    public async Task What_is_too_long_is_told_beside_its_own_field_and_comes_back()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        var words = new string('a', Wording.Most + 1);

        using var answer = await ada.PostFormAsync("/space/new/victory", ("text", words));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"text-error\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"drawn-error\"", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_prepares_a_letter_finds_words_to_begin_with_and_nobody_else_is_handed_any()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();

        var letter = WebUtility.HtmlDecode(await ada.Http.GetStringAsync("/space/new/letter"));
        foreach (var place in new[] { "At work", "With family", "With a landlord", "At a clinic" })
        {
            Assert.Contains($"<h2>{place}</h2>", letter, StringComparison.Ordinal);
        }

        // They are beside the box, never in it.
        Assert.Matches("<textarea id=\"text\"[^>]*>\\s*</textarea>", letter);
        Assert.DoesNotContain("You owe nobody your story", await ada.Http.GetStringAsync("/space/new/note"), StringComparison.Ordinal);
    }

    [Fact]
    public void A04_A05_words_keep_their_letters_and_lose_what_nobody_sees()
    {
        Assert.Equal("a\nb\tc", Wording.Of(" a\r\nb\tc\0\u0007 "));
        Assert.Equal("\uFFFD", Wording.Of("\uD800"));
        Assert.Equal("e" + new string('\u0301', 16), Wording.Of("e" + new string('\u0301', 500)));
        Assert.Equal("❤️ привет", Wording.Of("❤️ привет"));
        Assert.Null(Wording.Of(new string('a', Wording.Most + 1)));
        Assert.Equal("", Wording.Of(null));
    }

    [Theory, OnBothDatabases]
    public async Task A_step_is_done_rested_or_let_go_and_keeps_its_state_when_the_words_around_it_change(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var page = await ada.KeepAsync("goal", ("title", "the garden"), ("steps", "buy seeds\ndig"));
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostFormAsync($"/space/pages/{page}/steps", ("step", "1"), ("state", "paused"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.PostFormAsync($"/space/pages/{page}/steps", ("step", "7"), ("state", "done"))).StatusCode);

        await ada.ChangeAsync(page, ("title", "the garden"), ("steps", "ask Jo\nbuy seeds\ndig"), ("version", "2"));

        Assert.Matches("(?s)class=\"open\".*ask Jo.*class=\"open\".*buy seeds.*class=\"paused\".*dig", await ada.ReadAsync($"/space/pages/{page}"));
    }

    [Theory, OnBothDatabases]
    public async Task Goals_are_away_until_they_are_opened_and_can_be_put_away_again(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        await ada.KeepAsync("note", ("text", "x"));
        Assert.DoesNotContain("/space/new/goal", await ada.ReadAsync("/space"), StringComparison.Ordinal);

        await ada.PostFormAsync("/space/goals", ("open", "open"));
        Assert.Contains("/space/new/goal", await ada.ReadAsync("/space"), StringComparison.Ordinal);

        await ada.PostFormAsync("/space/goals", ("open", "not-yet"));
        Assert.DoesNotContain("/space/new/goal", await ada.ReadAsync("/space"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Ups_and_downs_are_drawn_from_what_was_said_and_from_nothing_else(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        await ada.KeepAsync("moment", ("title", "moved"), ("on", "2019"), ("height", "-2"));
        await ada.KeepAsync("moment", ("title", "no height"), ("on", "2020-01"));
        Assert.DoesNotContain("class=\"ups", await ada.ReadAsync("/space/story"), StringComparison.Ordinal);

        await ada.KeepAsync("moment", ("title", "the dog came"), ("on", "2021-06-01"), ("height", "3"));

        var story = await ada.ReadAsync("/space/story");
        Assert.Equal(2, story.Split("<circle ").Length - 1);
        // Low is low and high is high: the middle of the picture is 80.
        Assert.Contains("cx=\"20\" cy=\"124\"", story, StringComparison.Ordinal);
        Assert.Contains("cx=\"580\" cy=\"14\"", story, StringComparison.Ordinal);
        Assert.Matches("(?s)<table>.*2019.*moved.*very high", story);
    }
}
