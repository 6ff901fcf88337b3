using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

public sealed class TakingTests
{
    [Theory, OnBothDatabases]
    public async Task A_space_that_is_taken_along_erased_and_brought_to_the_other_database_is_the_same_space(DatabaseKind on)
    {
        await using var here = await House.OpenAsync(on);
        await using var there = await House.OpenAsync(on is DatabaseKind.Sqlite && Postgres.IsInstalled ? DatabaseKind.Postgres : DatabaseKind.Sqlite);
        using var ada = await here.AdaAsync();
        using var ben = await here.BenAsync();
        await SpaceSetup.FillAsync(ada);
        var chapter = await ada.KeepAsync("story", ("title", "“Quotes” & <letters>"));
        var moment = await ada.KeepAsync("moment", ("title", "in it"), ("chapter", chapter));
        await ada.ChangeAsync(moment, ("title", "in it, later"), ("chapter", chapter), ("version", "1"));
        var (_, share) = await ada.ShownAsync(ben, "shown");
        await ben.ReadAsync($"/shared/{share}");
        await ben.PostFormAsync($"/shared/{share}/replies", ("words", "beneath"));

        var before = await ExportAsync(ada);
        Assert.Equal("beneath", before["pages"]!.AsArray().Select(p => p!["replies"]?[0]?["words"]?.ToString()).Single(w => w is not null));
        Assert.Single(before["pages"]!.AsArray(), p => p!["consents"]?[0]?["readings"]?.AsArray().Count == 1);
        await ada.PostFormAsync("/space/erasing", ("what", "all"));
        Assert.Empty((await ExportAsync(ada))["pages"]!.AsArray());
        using var adaThere = await there.AdaAsync();
        using var brought = await BringAsync(adaThere, before.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, brought.StatusCode);

        var after = await ExportAsync(adaThere);
        Assert.Equal(Comparable(before), Comparable(after));
        Assert.Contains("in it, later", await adaThere.ReadAsync("/space/story"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A36_a_file_that_is_not_whole_and_ours_brings_nothing(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        await cleo.KeepAsync("note", ("text", "good"));
        await cleo.KeepAsync("note", ("text", "good too"));
        var good = await ExportAsync(cleo);
        foreach (var (name, broken) in new (string, Func<JsonObject, string>)[]
        {
            ("a kind we do not know", f => With(f, p => p["kind"] = "diagnosis")),
            ("no id", f => With(f, p => p["id"] = "../../etc/passwd")),
            ("too long", f => With(f, p => p["fields"]!["text"] = new string('a', Wording.Most + 1))),
            ("a version of tomorrow", f => With(f, p => p["version"] = 0)),
            ("the wrong type", f => With(f, p => p["fields"] = "text")),
            ("twice the same", f => { f["pages"]!.AsArray().Add(f["pages"]![0]!.DeepClone()); return f.ToJsonString(); }),
            ("a null page", f => { f["pages"]!.AsArray().Add(null); return f.ToJsonString(); }),
            ("another format", f => { f["format"] = "something"; return f.ToJsonString(); }),
            ("cut off", f => f.ToJsonString()[..^9]),
            ("deep", _ => new string('[', 5000)),
            ("xml", _ => "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"),
            ("nothing", _ => ""),
        })
        {
            using var answer = await BringAsync(ada, broken((JsonObject)good.DeepClone()));
            Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity, $"{name}: {answer.StatusCode}");
            Assert.Equal((name, 0), (name, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from page where owner_id = @Id", new { ada.Id }, default)));
        }

        // The same file unbroken is taken: the refusals were for the right reason.
        using var whole = await BringAsync(ada, good.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);

        static string With(JsonObject file, Action<JsonNode> change)
        {
            change(file["pages"]![1]!);
            return file.ToJsonString();
        }
    }

    [Theory, OnBothDatabases]
    public async Task U31_the_readable_copy_shows_words_as_letters_and_needs_nothing_else(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        await ada.KeepAsync("note", ("text", "<script>alert(1)</script> & more"));

        using var answer = await ada.PostFormAsync("/space/export", ("format", "html"));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<link|<img|src=|href=", html);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
    }

    private static async Task<JsonObject> ExportAsync(Someone someone)
    {
        using var answer = await someone.PostFormAsync("/space/export", ("format", "json"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task<HttpResponseMessage> BringAsync(Someone someone, string file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(file), "file", "my-pages.json" } };
        return await someone.Http.PostAsync("/space/import", form);
    }

    // What must be the same: all but the ids, the time of the export, and what others did.
    private static string Comparable(JsonObject export)
    {
        var pages = export["pages"]!.DeepClone().AsArray();
        var text = new JsonArray();
        foreach (var page in pages.Select(p => p!.AsObject()).ToList())
        {
            page.Remove("replies");
            page.Remove("consents");
            text.Add(page.DeepClone());
        }

        var written = text.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        foreach (var (i, id) in pages.Select(p => p!["id"]!.ToString()).Index())
        {
            written = written.Replace(id, $"page {i}", StringComparison.Ordinal);
        }

        return written;
    }
}
