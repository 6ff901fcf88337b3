using System.Net;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

public sealed class ErasingTests
{
    [Theory, OnBothDatabases]
    public async Task F28_an_erased_page_stays_unreadable_when_an_older_copy_of_the_database_comes_back(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var (page, share) = await ada.ShownAsync(ben, "not for keeping");
        var other = await ada.KeepAsync("note", ("text", "for keeping"));
        var database = house.Services.GetRequiredService<Database>();
        var keys = house.Services.GetRequiredService<KeyStore>();
        // What a backup from before would bring back.
        var row = (await database.FindAsync<Row>("select page_id, owner_id, kind, key_id, version, made_at, changed_at from page where page_id = @page", new { page }, default))!;
        var words = (await database.FindAsync<byte[]>("select sealed from page_version where page_id = @page", new { page }, default))!;

        using var receipt = await ada.PostFormAsync($"/space/pages/{page}/letting-go");

        Assert.Contains("Keys destroyed: 1", await receipt.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync($"/space/pages/{page}"));
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/shared/{share}"));
        foreach (var table in new[] { "page_version", "share", "reading", "reply" })
        {
            Assert.Equal((table, 0), (table, await database.FindAsync<long>($"select count(*) from {table} where page_id = @page", new { page }, default)));
        }

        Assert.Null(await keys.FindAsync(row.KeyId, default));
        Assert.Equal(1, await house.Services.GetRequiredService<KeyDatabase>().Database.FindAsync<long>(
            "select count(*) from shredded_key where key_id = @KeyId", new { row.KeyId }, default));
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync(
                "insert into page (page_id, owner_id, kind, key_id, version, made_at, changed_at) values (@PageId, @OwnerId, @Kind, @KeyId, @Version, @MadeAt, @ChangedAt)", row);
            return await w.ExecuteAsync("insert into page_version (page_id, version, at, sealed) values (@page, 1, 0, @words)", new { page, words });
        }, default);
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync($"/space/pages/{page}"));
        var list = await ada.ReadAsync("/space/kinds/note");
        Assert.DoesNotContain(page, list, StringComparison.Ordinal);
        Assert.Contains(other, list, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task U31_one_page_a_kind_or_all_goes_in_three_steps_and_what_is_anothers_stays(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        foreach (var kind in new[] { "note", "note", "wish", "victory" })
        {
            await ada.KeepAsync(kind, ("text", "hers"));
            await cleo.KeepAsync(kind, ("text", "another's"));
        }

        // The shelf, "Take along or let go", and the button.
        Assert.Contains("href=\"/space/yours\"", await ada.ReadAsync("/space"), StringComparison.Ordinal);
        Assert.Contains("action=\"/space/erasing\"", await ada.ReadAsync("/space/yours"), StringComparison.Ordinal);
        using var nothing = await ada.PostFormAsync("/space/erasing", ("what", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        using var kindGone = await ada.PostFormAsync("/space/erasing", ("what", "note"));
        Assert.Contains("Keys destroyed: 2", await kindGone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await LeftAsync(house, ada));
        using var allGone = await ada.PostFormAsync("/space/erasing", ("what", "all"));
        Assert.Contains("Keys destroyed: 2", await allGone.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(0, await LeftAsync(house, ada));
        Assert.Equal(4, await LeftAsync(house, cleo));
    }

    [Theory, OnBothDatabases]
    public async Task A_key_whose_house_fell_before_it_was_destroyed_is_destroyed_when_it_opens_again(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        string key;
        await using (var house = await House.OpenAsync(settings))
        {
            using var ada = await house.AdaAsync();
            await ada.KeepAsync("note", ("text", "x"));
            var database = house.Services.GetRequiredService<Database>();
            key = (await database.FindAsync<string>("select key_id from page", null, default))!;
            // Killed between the unit that let the page go and the destroying.
            await database.ExecuteAsync("insert into shred_due (key_id, due_at) values (@key, 1)", new { key }, default);
            Assert.NotNull(await house.Services.GetRequiredService<KeyStore>().FindAsync(key, default));
        }

        await using var again = await House.OpenAsync(settings);
        for (var i = 0; i < 200 && await again.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from shred_due", null, default) > 0; i++)
        {
            await Task.Delay(25);
        }

        Assert.Null(await again.Services.GetRequiredService<KeyStore>().FindAsync(key, default));
    }

    [Theory, OnBothDatabases]
    public async Task A48_a_borrowed_session_alone_neither_takes_everything_along_nor_lets_it_go(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        await ada.KeepAsync("note", ("text", "hers"));
        var words = await house.Services.GetRequiredService<ReturnWords>().ReplaceAsync(ada.Id, "", default);

        foreach (var (path, field, value) in new[] { ("/space/export", "format", "json"), ("/space/export", "format", "html"), ("/space/export", "format", "fhir"), ("/space/erasing", "what", "all") })
        {
            using var without = await ada.PostFormAsync(path, (field, value));
            using var wrong = await ada.PostFormAsync(path, (field, value), ("words", "one two three four five six seven eight"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            if (path == "/space/export" && value == "json")
            {
                using var right = await ada.PostFormAsync(path, (field, value), ("words", words));
                Assert.Contains("hers", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(1, await LeftAsync(house, ada));
    }

    private static async Task<long> LeftAsync(House house, Someone someone) => await house.Services.GetRequiredService<Database>().FindAsync<long>(
        "select count(*) from page where owner_id = @Id", new { someone.Id }, default);

    private sealed record Row(string PageId, string OwnerId, string Kind, string KeyId, long Version, long MadeAt, long ChangedAt);
}
