using System.Net;
using Alongside.Platform.Html;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Space;
using Alongside.Tests.Rules;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Space;

public sealed class CanaryPageTests
{
    private readonly List<string> planted = [];

    [Theory, OnBothDatabases]
    public async Task A43_words_in_any_field_of_any_page_are_in_no_log_and_in_no_byte_of_the_database(DatabaseKind on)
    {
        using var words = new WordsInTheHouse();
        var settings = await House.FreshSettingsAsync(on);
        await using var house = await House.OpenAsync(settings, b => b.Logging.AddProvider(words));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        string? page = null;
        foreach (var kind in PageKind.All)
        {
            var fields = kind.Fields.Select(f => (f.Name, Canary())).ToArray();
            page = await ada.KeepAsync(kind.Name, fields);
            await ada.ChangeAsync(page, [.. kind.Fields.Select(f => (f.Name, Canary())), ("version", "1")]);
            await ada.PostFormAsync($"/space/pages/{page}/words", ("text", Canary()), ("version", "1"));
            await ada.PostFormAsync($"/space/new/{kind.Name}", ("text", Canary() + new string('w', Wording.Most)));
        }

        // A voice that is kept, one that takes its place, and what is refused: no sound, too much, another version.
        var heard = await ada.KeepSaidAsync("note", Keeping.Sound(Canary()), ("text", Canary()));
        using (var anew = await ada.PostSaidAsync($"/space/pages/{heard}/words", Keeping.Sound(Canary()), ("text", Canary()), ("version", "1")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, anew.StatusCode);
        }

        Assert.Contains(planted[^2], await ada.ReadAsync($"/api/space/pages/{heard}/recording"), StringComparison.Ordinal);
        await ada.PostSaidAsync($"/space/pages/{heard}/words", Keeping.Sound(Canary()), ("text", Canary()), ("version", "1"));
        await ada.PostSaidAsync("/space/new/note", System.Text.Encoding.UTF8.GetBytes($"<html>{Canary()}".PadRight(99)), ("text", Canary()));
        await ada.PostSaidAsync("/space/new/note", Keeping.Sound(Canary(), Recording.Most + 1), (Canary(), Canary()));
        await ada.PostFormAsync($"/space/pages/{heard}/versions/letting-go", ("version", "1"));

        var share = await ben.TakeAsync(await ada.ShareAsync(page!));
        await ben.PostFormAsync($"/shared/{share}/replies", ("words", Canary()));
        var together = await ben.TakeAsync(await ada.ShareAsync(page!, pen: true));
        await ben.PostFormAsync($"/shared/{together}/words", ("text", Canary()));
        await ben.PostFormAsync("/shared", ("code", Canary()));
        await ada.PostFormAsync("/space/plan/sections", ("sections", Canary()));
        foreach (var path in new[] { "/space/kinds/", "/space/new/", "/space/pages/", "/space/new/plan?section=", "/shared/" })
        {
            await ada.Http.GetAsync(path + Canary());
        }

        // A story that waits, one that came back, and what was refused on the way.
        var title = Canary();
        (string, string)[] told = [("title", title), ("name", Canary()), ("notes", Canary()), ("words", Canary()), ("cardTitle", Canary()), ("cardWords", Canary()), ("used-0", Canary()), ("where-0", Canary()), ("was-0", Canary())];
        await ada.PostFormAsync("/library/tellings", told);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostFormAsync("/library/tellings", [.. told, ("agreed", "yes")])).StatusCode);
        }

        Assert.Contains(title, await ada.ReadAsync("/library/tellings"), StringComparison.Ordinal);
        var first = System.Text.RegularExpressions.Regex.Match(await ben.ReadAsync("/library/reading-first"), "/library/reading-first/[A-Za-z0-9_-]{22}").Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.PostFormAsync(first + "/returning", ("version", "1"), ("words", Canary()))).StatusCode);
        await ben.PostFormAsync(first + "/agreeing", ("version", Canary()));
        await ada.PostFormAsync("/space/story/order", ("up", Canary()));
        await ada.PostFormAsync("/space/export", ("format", "json"), ("words", Canary()));
        await ada.PostFormAsync("/space/erasing", ("what", Canary()), ("words", Canary()));
        using var form = new MultipartFormDataContent { { new StringContent($"{{\"format\":\"{Canary()}\"}}"), "file", Canary() + ".json" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.Http.PostAsync("/space/import", form)).StatusCode);
        // The title of the first page, as it was changed.
        Assert.Contains(planted[PageKind.All[0].Fields.Count], await ada.ReadAsync("/space/story"), StringComparison.Ordinal);
        await house.DisposeAsync();

        Assert.InRange(planted.Count, 80, 999);
        Assert.Empty(await words.WhereAsync(settings, planted));
    }

    [Fact]
    public async Task A43_a_file_that_is_brought_back_or_a_voice_is_never_written_to_a_temporary_file()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        var endpoints = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        LargeForms pages = house.Services.GetRequiredService<PageForms>(), files = house.Services.GetRequiredService<FileForms>();
        foreach (var (path, forms) in new[]
        {
            ("/space/import", files), ("/space/new/{kind}", pages), ("/space/pages/{page}/words", pages), ("/shared/{share}/words", pages),
        })
        {
            // What is larger than this would be buffered on disk; what is larger than that is not read at all.
            var most = endpoints.Single(e => "/" + e.RoutePattern.RawText!.Trim('/') == path && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"))
                .Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize;
            Assert.NotNull(most);
            Assert.InRange(forms.Options.MemoryBufferThreshold, most.Value, int.MaxValue);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A44_words_moved_to_another_page_or_version_do_not_open_there(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var page = await ada.KeepAsync("note", ("text", "one"));
        await ada.ChangeAsync(page, ("text", "two"), ("version", "1"));
        var database = house.Services.GetRequiredService<Database>();
        var key = (await house.Services.GetRequiredService<KeyStore>().FindAsync(
            (await database.FindAsync<string>("select key_id from page", null, default))!, default))!;
        var first = (await database.FindAsync<byte[]>("select sealed from page_version where version = 1", null, default))!;

        Assert.Contains("one", key.Open(new(first), new PageId(page).Place(1)), StringComparison.Ordinal);
        Assert.Throws<SealBrokenException>(() => key.Open(new(first), new PageId(page).Place(2)));
        Assert.Throws<SealBrokenException>(() => key.Open(new(first), PageId.New().Place(1)));
    }

    private string Canary()
    {
        planted.Add($"canaryqx{planted.Count:000}wv");
        return planted[^1];
    }
}
