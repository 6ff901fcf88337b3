using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

/// <summary>Promise 3: no table of a space has a place for words about a person that the person cannot see.</summary>
public sealed class PlaceForWordsTests
{
    /// <summary>Every column of a space, and what it is. A new one has to say here whose it is, and who sees it.</summary>
    private static readonly Dictionary<string, string> Columns = new()
    {
        ["page.page_id"] = "id", ["page.owner_id"] = "id", ["page.kind"] = "one of our names", ["page.key_id"] = "id", ["page.version"] = "number",
        ["page.made_at"] = "time", ["page.changed_at"] = "time",
        ["page_version.page_id"] = "id", ["page_version.version"] = "number", ["page_version.at"] = "time", ["page_version.sealed"] = "the owner's words",
        ["recording.page_id"] = "id", ["recording.version"] = "number", ["recording.sealed"] = "the owner's voice",
        ["share.share_id"] = "id", ["share.page_id"] = "id", ["share.owner_id"] = "id", ["share.code_hash"] = "hash", ["share.reader_id"] = "id",
        ["share.made_at"] = "time", ["share.taken_at"] = "time", ["share.ends_at"] = "time", ["share.recalled_at"] = "time",
        ["reading.reading_id"] = "id", ["reading.share_id"] = "id", ["reading.page_id"] = "id", ["reading.at"] = "time",
        ["reply.reply_id"] = "id", ["reply.page_id"] = "id", ["reply.author_id"] = "id", ["reply.at"] = "time", ["reply.sealed"] = "a reader's words, on the owner's page",
        ["telling.telling_id"] = "id", ["telling.teller_id"] = "id", ["telling.key_id"] = "id", ["telling.state"] = "one of our names", ["telling.version"] = "number",
        ["telling.sealed"] = "the teller's words, and the first reader's words to them", ["telling.card_id"] = "id", ["telling.consented_at"] = "time",
        ["telling.thanks_wished_at"] = "time", ["thanks.thanks_id"] = "id", ["thanks.telling_id"] = "id", ["thanks.at"] = "time", ["thanks.sealed"] = "a line to the teller",
        ["telling.read_by"] = "id", ["telling.read_at"] = "time",
        ["library_company.entry_id"] = "id", ["library_company.people"] = "number", ["library_company.told"] = "number", ["library_company.told_at"] = "time",
        ["share_pen.share_id"] = "id", ["page_pen.page_id"] = "id", ["page_pen.version"] = "number", ["page_pen.author_id"] = "id",
        ["shred_due.key_id"] = "id", ["shred_due.due_at"] = "time",
    };

    [Fact]
    public async Task Every_column_of_a_space_is_known_and_none_holds_words_its_owner_does_not_see()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        string[] tables = [.. Columns.Keys.Select(c => c.Split('.')[0]).Distinct()];
        var there = await house.Services.GetRequiredService<Database>().QueryAsync<string>(
            "select t.name || '.' || c.name from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' and t.name in @tables", new { tables }, default);

        Assert.Equal(Columns.Keys.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_words_stand_in_a_space_its_owner_reads_and_takes_along(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var (page, share) = await ada.ShownAsync(ben, "words of hers");
        await ben.PostFormAsync($"/shared/{share}/replies", ("words", "words of his"));
        await ada.ChangeAsync(page, ("text", "other words of hers"), ("version", "1"));
        await ada.KeepSaidAsync("note", Keeping.Sound("her voice"), ("text", "words beside it"));

        using var export = await ada.PostFormAsync("/space/export", ("format", "json"));

        // As many pieces of sealed words as there are, and each of them is in what the owner takes along.
        var all = await export.Content.ReadAsStringAsync();
        Assert.Equal(5, await house.Services.GetRequiredService<Database>().FindAsync<long>(
            "select (select count(*) from page_version) + (select count(*) from reply) + (select count(*) from recording)", null, default));
        Assert.Contains(Convert.ToBase64String(Keeping.Sound("her voice")), all, StringComparison.Ordinal);
        Assert.All(["words of hers", "other words of hers", "words of his", "words beside it"], words => Assert.Contains($"\"{words}\"", all, StringComparison.Ordinal));
    }
}
