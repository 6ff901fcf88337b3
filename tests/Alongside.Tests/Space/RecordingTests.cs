using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alongside.Platform.Html;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Space;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Space;

/// <summary>A voice beside the words: it is part of the page, in its versions, for its reader, taken along and erased; and it is a sound.</summary>
public sealed partial class RecordingTests
{
    public static TheoryData<string, byte[]> Sounds => new()
    {
        { "audio/webm", Keeping.Sound() },
        { "audio/ogg", Long([.. "OggS\0"u8, 2]) },
        { "audio/mp4", Long([0, 0, 0, 24, .. "ftypM4A "u8]) },
        { "audio/mp4", Long([0, 0, 0, 32, .. "ftypiso5"u8]) },
        { "audio/mpeg", Long([.. "ID3"u8, 4]) },
        { "audio/mpeg", Long([0xFF, 0xFB, 0x90, 0x64]) },
        { "audio/wav", Long([.. "RIFF"u8, 0x24, 0, 0, 0, .. "WAVEfmt "u8]) },
    };

    public static TheoryData<string, byte[]> NoSounds => new()
    {
        { "nothing", [] },
        { "a page", Long([.. "<!doctype html><script>alert(1)</script>"u8]) },
        { "the first bytes of a sound, and no more", Keeping.Sound()[..20] },
        { "a document of another kind in the same shell", Long([0x1A, 0x45, 0xDF, 0xA3, .. "anything"u8]) },
        { "a picture", Long([0x89, .. "PNG\r\n"u8]) },
        { "a picture in the shell of a sound", Long([0, 0, 0, 24, .. "ftypheic"u8]) },
        { "a shell that is longer than the file", [0, 0, 9, 0, .. "ftypM4A "u8, .. new byte[40]] },
        { "a film of another kind", Long([.. "RIFF"u8, 0x24, 0, 0, 0, .. "AVI LIST"u8]) },
        { "letters of two bytes each", Long([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("words words words")]) },
        { "a frame with no bitrate", Long([0xFF, 0xFB, 0xF0, 0x64]) },
        { "too much of it", Keeping.Sound(length: Recording.Most + 1) },
    };

    [Theory]
    [MemberData(nameof(Sounds))]
    public void A_sound_is_known_by_its_first_bytes(string type, byte[] bytes) => Assert.Equal(type, Recording.Of(bytes)?.Type);

    [Theory]
    [MemberData(nameof(NoSounds))]
    public void Anything_else_is_none(string what, byte[] bytes) => Assert.Equal((what, null), (what, Recording.Of(bytes)));

    [Theory, OnBothDatabases]
    public async Task What_is_said_is_kept_with_or_without_words_and_heard_whole_or_in_pieces(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var sound = Keeping.Sound("a longer voice", 3_000);

        foreach (var kind in PageKind.All.Where(k => k.IsHeard))
        {
            var page = await ada.KeepSaidAsync(kind.Name, sound);
            Assert.Matches($"<audio [^>]*src=\"/api/space/pages/{page}/recording\\?of=1\"", await ada.ReadAsync($"/space/pages/{page}"));
            using var heard = await ada.Http.GetAsync($"/api/space/pages/{page}/recording");
            Assert.Equal(sound, await heard.Content.ReadAsByteArrayAsync());
            Assert.Equal("audio/webm", heard.Content.Headers.ContentType?.ToString());
            Assert.Equal("inline; filename=\"page.webm\"", heard.Content.Headers.ContentDisposition?.ToString());
            Assert.Equal("bytes", heard.Headers.AcceptRanges.ToString());
            Assert.Equal("no-store", heard.Headers.CacheControl?.ToString());
            Assert.Equal("nosniff", heard.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("default-src 'none'; ", heard.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.Equal(["story", "moment", "victory", "wish", "feeling", "letter", "note"], PageKind.All.Where(k => k.IsHeard).Select(k => k.Name));
        var one = await ada.KeepSaidAsync("note", sound, ("text", "and words"));
        foreach (var (range, status, expected) in new (string, HttpStatusCode, byte[])[]
        {
            ("bytes=0-1", HttpStatusCode.PartialContent, sound[..2]), ("bytes=2990-", HttpStatusCode.PartialContent, sound[2990..]),
            ("bytes=-5", HttpStatusCode.PartialContent, sound[^5..]), ("bytes=9000-", HttpStatusCode.RequestedRangeNotSatisfiable, []),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/space/pages/{one}/recording") { Headers = { Range = RangeHeaderValue.Parse(range) } };
            using var piece = await ada.Http.SendAsync(request);
            Assert.Equal((range, status), (range, piece.StatusCode));
            if (piece.IsSuccessStatusCode)
            {
                Assert.Equal(expected, await piece.Content.ReadAsByteArrayAsync());
                Assert.Equal(sound.Length, piece.Content.Headers.ContentRange?.Length);
            }
        }

        // Where nothing is said there is nothing to hear; nothing said at all is no page.
        var silent = await ada.KeepAsync("note", ("text", "only words"));
        Assert.DoesNotContain("<audio", await ada.ReadAsync($"/space/pages/{silent}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync($"/api/space/pages/{silent}/recording"));
        using var nothing = await ada.PostFormAsync("/space/new/note", ("recording", "a file by name only"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
    }

    [Fact]
    public async Task A40_only_a_page_with_a_voice_plays_sounds_and_only_one_that_records_may_listen()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        var said = await ada.KeepSaidAsync("note", Keeping.Sound());
        var silent = await ada.KeepAsync("note", ("text", "x"));
        foreach (var (path, plays, listens) in new[]
        {
            ($"/space/pages/{said}", "media-src 'self';", "microphone=(),"), ($"/space/pages/{said}/versions", "media-src 'self';", "microphone=(),"),
            ($"/space/pages/{said}/words", "media-src 'self' blob:;", "microphone=(self),"), ("/space/new/letter", "media-src 'self' blob:;", "microphone=(self),"),
            ($"/space/pages/{silent}", "", "microphone=(),"), ("/space/new/plan", "", "microphone=(),"), ("/space", "", "microphone=(),"), ("/", "", "microphone=(),"),
        })
        {
            using var answer = await ada.Http.GetAsync(path);
            Assert.Equal((path, plays), (path, MediaSources().Match(answer.Headers.GetValues("Content-Security-Policy").Single()).Value));
            Assert.Contains(listens, answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_recording_stays_in_the_versions_that_say_it_and_goes_for_good_with_the_last_of_them(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var database = house.Services.GetRequiredService<Database>();
        var (first, second) = (Keeping.Sound("first voice"), Keeping.Sound("second voice"));
        var page = await ada.KeepSaidAsync("note", first, ("text", "one"));
        var heard = $"/api/space/pages/{page}/recording";

        // Other words leave the voice as it is; another voice takes its place; then it comes off the page.
        await ada.ChangeAsync(page, ("text", "two"), ("version", "1"));
        Assert.Equal(first, await ada.Http.GetByteArrayAsync(heard));
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostSaidAsync($"/space/pages/{page}/words", second, ("text", "two"), ("version", "2"))).StatusCode);
        Assert.Equal(second, await ada.Http.GetByteArrayAsync(heard));
        await ada.ChangeAsync(page, ("text", "two"), ("recording-gone", "yes"), ("version", "3"));
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync(heard));
        // Older ones are heard where they stand, and come back with their version.
        Assert.Contains($"{heard}?of=1", await ada.ReadAsync($"/space/pages/{page}/versions?of=2"), StringComparison.Ordinal);
        Assert.Equal(first, await ada.Http.GetByteArrayAsync(heard + "?of=1"));
        await ada.PostFormAsync($"/space/pages/{page}/undoing", ("version", "2"));
        Assert.Equal(first, await ada.Http.GetByteArrayAsync(heard));
        Assert.Equal(2, await CountAsync());

        // What a copy from before would bring back.
        var copy = (await database.FindAsync<byte[]>("select sealed from recording where version = 3", null, default))!;
        var key = (await database.FindAsync<string>("select key_id from page", null, default))!;
        await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "1"));
        Assert.Equal(first, await ada.Http.GetByteArrayAsync(heard));
        Assert.Equal(2, await CountAsync());
        await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "3"));
        Assert.Equal(first, await ada.Http.GetByteArrayAsync(heard));
        Assert.Equal(1, await CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, await ada.StatusAsync(heard + "?of=3"));
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync(key, default));
        await database.WriteAsync(w => Recordings.InsertAsync(w, new(page), 3, new(copy)), default);
        await Assert.ThrowsAsync<SealBrokenException>(async () => await house.Services.GetRequiredService<Recordings>().FindAsync(
            (await house.Services.GetRequiredService<Shelf>().FindAsync(new(page), new(ada.Id, Alongside.People.Role.Person, "", ""), default))!, 3, default));

        Task<long> CountAsync() => database.FindAsync<long>("select count(*) from recording", null, default);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_kept_is_refused_in_plain_words_and_what_was_typed_comes_back(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var page = await ada.KeepSaidAsync("note", Keeping.Sound("kept"), ("text", "before"));
        foreach (var (path, more) in new[] { ("/space/new/note", Array.Empty<(string, string)>()), ($"/space/pages/{page}/words", [("version", "1")]) })
        {
            foreach (var (what, sound, text, status, why) in new[]
            {
                ("too large", Keeping.Sound(length: Recording.Most + 1), "typed", 413, "larger than one page holds"),
                ("twice too large", Keeping.Sound(length: Recording.Most * 2), "typed", 413, "larger than one page holds"),
                ("a page by the name of a sound", "<!doctype html><title>x</title><script>alert(1)</script>"u8.ToArray(), "typed", 422, "not a sound we can play"),
                ("nothing", [], "typed", 422, "not a sound we can play"),
                ("too many words", Keeping.Sound(), new string('w', Wording.Most + 1), 422, "more than one page holds"),
            })
            {
                using var answer = await ada.PostSaidAsync(path, sound, [("text", text), .. more]);
                var again = await answer.Content.ReadAsStringAsync();
                Assert.Equal((path, what, status), (path, what, (int)answer.StatusCode));
                Assert.Contains(why, again, StringComparison.Ordinal);
                Assert.Contains("cannot come back into its field", again, StringComparison.Ordinal);
                Assert.Contains($"{text}</textarea>", again, StringComparison.Ordinal);
            }

            // So much that it is not read at all, a form that breaks off, and one that is none.
            using var flood = new HttpRequestMessage(HttpMethod.Post, path) { Content = new MultipartFormDataContent { { new ByteArrayContent(new byte[PageForms.Largest + 1]), "recording", "a" } } };
            flood.Headers.ExpectContinue = true;
            Assert.Equal((path, HttpStatusCode.RequestEntityTooLarge), (path, (await ada.Http.SendAsync(flood)).StatusCode));
            using var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"recording\"; filename=\"a\"\r\n\r\nabc");
            broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, (await ada.Http.PostAsync(path, broken)).StatusCode));
        }

        // In another window the page went on: the words are in the box, and the voice is asked for once more.
        await ada.ChangeAsync(page, ("text", "elsewhere"), ("version", "1"));
        using var late = await ada.PostSaidAsync($"/space/pages/{page}/words", Keeping.Sound("late"), ("text", "typed"), ("version", "1"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("cannot come back into its field", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Keeping.Sound("kept"), await ada.Http.GetByteArrayAsync($"/api/space/pages/{page}/recording"));
        Assert.Equal(1, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from recording", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task A_space_holds_so_much_of_a_voice_and_no_more_until_some_of_it_is_let_go(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var large = Keeping.Sound(length: Recording.Most);
        var last = "";
        for (var said = 0L; said + large.Length < Recording.MostOfSpace; said += large.Length + 29)
        {
            last = await ada.KeepSaidAsync("note", large, ("text", "words"));
        }

        using var more = await ada.PostSaidAsync("/space/new/note", large, ("text", "typed"));
        using var instead = await ada.PostSaidAsync($"/space/pages/{last}/words", large, ("text", "typed"), ("version", "1"));
        foreach (var refused in new[] { more, instead })
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("no room for this recording", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Words alone are still kept, somebody else's space is another one, and what is let go makes room.
        await ada.KeepAsync("note", ("text", "typed"));
        await cleo.KeepSaidAsync("note", large);
        await ada.PostFormAsync($"/space/pages/{last}/letting-go");
        await ada.KeepSaidAsync("note", large);
    }

    [Theory, OnBothDatabases]
    public async Task A13_a_reader_hears_while_the_share_stands_and_its_owner_is_told(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        using var nobody = house.Nobody();
        var sound = Keeping.Sound("for one");
        var page = await ada.KeepSaidAsync("note", sound, ("text", "words"));
        var older = await ada.KeepSaidAsync("note", Keeping.Sound("older"), ("text", "words"));
        await ada.PostSaidAsync($"/space/pages/{older}/words", sound, ("text", "words"), ("version", "1"));
        var share = (await ben.TakeAsync(await ada.ShareAsync(page)))!;
        var heard = $"/api/shared/{share}/recording";

        // Straight to the sound: that is a reading too. The pieces a player asks for are one with it, and so is the page.
        Assert.Equal(sound, await ben.Http.GetByteArrayAsync(heard));
        Assert.Equal(1, await ReadingsAsync(page));
        Assert.Equal(sound, await ben.Http.GetByteArrayAsync(heard));
        Assert.Equal(1, await ReadingsAsync(page));
        Assert.Contains($"src=\"{heard}\"", await ben.ReadAsync($"/shared/{share}"), StringComparison.Ordinal);
        await ben.Http.GetByteArrayAsync(heard);
        Assert.Equal(2, await ReadingsAsync(page));
        clock.Move(TimeSpan.FromHours(1.1));
        await ben.Http.GetByteArrayAsync(heard);
        Assert.Equal(3, await ReadingsAsync(page));
        Assert.Equal(3, Regex.Count(await ada.ReadAsync($"/space/pages/{page}/sharing"), "<li>[^<]+ UTC</li>"));

        foreach (var someone in new[] { ada, cleo, stella, nobody })
        {
            Assert.Equal(HttpStatusCode.NotFound, await someone.StatusAsync(heard));
        }

        foreach (var someone in new[] { ben, cleo, stella, nobody })
        {
            Assert.Equal(HttpStatusCode.NotFound, await someone.StatusAsync($"/api/space/pages/{page}/recording"));
        }

        await ada.PostFormAsync($"/space/pages/{page}/sharing/recall", ("share", share));
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync(heard));
        Assert.Equal(3, await ReadingsAsync(page));

        // A reader hears what the page says now, and nothing it once said.
        var day = (await ben.TakeAsync(await ada.ShareAsync(older, 1)))!;
        Assert.Equal(sound, await ben.Http.GetByteArrayAsync($"/api/shared/{day}/recording?of=1"));
        clock.Move(TimeSpan.FromHours(22));
        Assert.Equal(HttpStatusCode.OK, await ben.StatusAsync($"/api/shared/{day}/recording"));
        clock.Move(TimeSpan.FromHours(2.1));
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/api/shared/{day}/recording"));
        // What is not there is not heard, and so not told.
        var (silent, words) = await ada.ShownAsync(ben);
        Assert.Equal(HttpStatusCode.NotFound, await ben.StatusAsync($"/api/shared/{words}/recording"));
        Assert.Equal(0, await ReadingsAsync(silent));

        Task<long> ReadingsAsync(string of) => house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from reading where page_id = @of", new { of }, default);
    }

    [Theory, OnBothDatabases]
    public async Task A_reader_with_a_pen_leaves_the_owners_voice_as_it_is(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var page = await ada.KeepSaidAsync("note", Keeping.Sound("hers"), ("text", "hers"));
        var share = (await ben.TakeAsync(await ada.ShareAsync(page, pen: true)))!;

        var form = await ben.ReadAsync($"/shared/{share}/words");
        Assert.DoesNotContain("type=\"file\"", form, StringComparison.Ordinal);
        Assert.Contains("The recording stays as it is.", form, StringComparison.Ordinal);
        using var written = await ben.PostSaidAsync($"/shared/{share}/words", Keeping.Sound("his"), ("text", "his"), ("recording-gone", "yes"), ("version", "1"));

        Assert.Equal(HttpStatusCode.SeeOther, written.StatusCode);
        Assert.Contains("his", await ada.ReadAsync($"/space/pages/{page}"), StringComparison.Ordinal);
        Assert.Equal(Keeping.Sound("hers"), await ada.Http.GetByteArrayAsync($"/api/space/pages/{page}/recording"));
        Assert.Equal(Keeping.Sound("hers"), await ben.Http.GetByteArrayAsync($"/api/shared/{share}/recording"));
    }

    [Theory, OnBothDatabases]
    public async Task F28_a_voice_that_was_erased_stays_unheard_when_an_older_copy_of_the_database_comes_back(DatabaseKind on)
    {
        foreach (var how in new[] { "page", "kind", "all" })
        {
            await using var house = await House.OpenAsync(on);
            using var ada = await house.AdaAsync();
            using var cleo = await house.CleoAsync();
            var database = house.Services.GetRequiredService<Database>();
            var others = await cleo.KeepSaidAsync("note", Keeping.Sound("another's"));
            var page = await ada.KeepSaidAsync("note", Keeping.Sound("not for keeping"));
            var key = (await database.FindAsync<string>("select key_id from page where page_id = @page", new { page }, default))!;
            var (words, sound) = ((await database.FindAsync<byte[]>("select sealed from page_version where page_id = @page", new { page }, default))!,
                (await database.FindAsync<byte[]>("select sealed from recording where page_id = @page", new { page }, default))!);

            using var receipt = how == "page" ? await ada.PostFormAsync($"/space/pages/{page}/letting-go")
                : await ada.PostFormAsync("/space/erasing", ("what", how == "kind" ? "note" : "all"));

            Assert.Contains("Keys destroyed: 1", await receipt.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await database.FindAsync<long>("select count(*) from recording where page_id = @page", new { page }, default));
            Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync(key, default));
            await database.WriteAsync(async w =>
            {
                await w.ExecuteAsync("insert into page (page_id, owner_id, kind, key_id, version, made_at, changed_at) values (@page, @Id, 'note', @key, 1, 0, 0)", new { page, ada.Id, key });
                await Shelf.InsertVersionAsync(w, new(page), 1, 0, new(words), new SealedText(sound));
                return 0;
            }, default);
            Assert.Equal((how, HttpStatusCode.NotFound), (how, await ada.StatusAsync($"/api/space/pages/{page}/recording?of=1")));
            Assert.Equal(HttpStatusCode.OK, await cleo.StatusAsync($"/api/space/pages/{others}/recording"));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A44_a_voice_moved_to_another_page_or_version_is_not_heard_there(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var page = await ada.KeepSaidAsync("note", Keeping.Sound());
        var database = house.Services.GetRequiredService<Database>();
        var key = (await house.Services.GetRequiredService<KeyStore>().FindAsync((await database.FindAsync<string>("select key_id from page", null, default))!, default))!;
        var sound = new SealedText((await database.FindAsync<byte[]>("select sealed from recording", null, default))!);

        Assert.Equal(Keeping.Sound(), key.OpenBytes(sound, new PageId(page).PlaceOfRecording(1)));
        Assert.Throws<SealBrokenException>(() => key.OpenBytes(sound, new PageId(page).PlaceOfRecording(2)));
        Assert.Throws<SealBrokenException>(() => key.OpenBytes(sound, PageId.New().PlaceOfRecording(1)));
        // Nor does a voice open as words.
        Assert.Throws<SealBrokenException>(() => key.OpenBytes(sound, new PageId(page).Place(1)));
    }

    [Theory, OnBothDatabases]
    public async Task A_space_with_voices_is_taken_along_erased_and_brought_to_the_other_database(DatabaseKind on)
    {
        await using var here = await House.OpenAsync(on);
        await using var there = await House.OpenAsync(on is DatabaseKind.Sqlite && Postgres.IsInstalled ? DatabaseKind.Postgres : DatabaseKind.Sqlite);
        using var ada = await here.AdaAsync();
        using var adaThere = await there.AdaAsync();
        var page = await ada.KeepSaidAsync("note", Keeping.Sound("first"), ("text", "one"));
        await ada.ChangeAsync(page, ("text", "two"), ("version", "1"));
        await ada.PostSaidAsync($"/space/pages/{page}/words", Keeping.Sound("third"), ("text", "three"), ("version", "2"));
        await ada.PostFormAsync($"/space/pages/{page}/versions/letting-go", ("version", "1"));
        var file = await ExportAsync(ada);
        Assert.Equal([(1, "audio/webm"), (3, "audio/webm")], file["pages"]![0]!["recordings"]!.AsArray().Select(r => ((int)r!["version"]!, (string)r["type"]!)));

        foreach (var (what, fault, breaking) in new (string, string, Action<JsonNode>)[]
        {
            ("a name of a recording that is not there", "page", p => p["recording"] = 2),
            ("a recording that nothing names", "page", p => p["recording"] = null),
            ("a recording younger than who names it", "page", p => { p["earlier"]![0]!["recording"] = 3; p["recordings"]!.AsArray().RemoveAt(0); }),
            ("the same twice", "page", p => p["recordings"]!.AsArray().Add(p["recordings"]![0]!.DeepClone())),
            ("a page that is never heard", "page", p => p["kind"] = "plan"),
            ("another type than it is", "not a sound we can play", p => p["recordings"]![0]!["type"] = "text/html"),
            ("no sound", "not a sound we can play", p => p["recordings"]![0]!["bytes"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("<script>alert(1)</script>".PadRight(64)))),
            ("too much of it", "not a sound we can play", p => p["recordings"]![0]!["bytes"] = Convert.ToBase64String(Keeping.Sound(length: Recording.Most + 1))),
            ("no letters of base64", "not a file", p => p["recordings"]![0]!["bytes"] = "***"),
        })
        {
            var broken = (JsonObject)file.DeepClone();
            breaking(broken["pages"]![0]!);
            using var refused = await BringAsync(adaThere, broken);
            Assert.Equal((what, HttpStatusCode.UnprocessableEntity), (what, refused.StatusCode));
            Assert.Contains(fault, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var much = (JsonObject)file.DeepClone();
        foreach (var i in Enumerable.Range(0, 6))
        {
            var more = much["pages"]![0]!.DeepClone();
            more["id"] = PageId.New().Value;
            more["recordings"]![0]!["bytes"] = Convert.ToBase64String(Keeping.Sound(length: Recording.Most));
            much["pages"]!.AsArray().Add(more);
        }

        using var tooMuch = await BringAsync(adaThere, much);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMuch.StatusCode);
        Assert.Contains("more than a shelf has room for", await tooMuch.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await there.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from page", null, default));

        using var brought = await BringAsync(adaThere, file);
        Assert.Equal(HttpStatusCode.OK, brought.StatusCode);
        await ada.PostFormAsync("/space/erasing", ("what", "all"));
        var id = Regex.Match(await adaThere.ReadAsync("/space/kinds/note"), "/space/pages/([A-Za-z0-9_-]{22})").Groups[1].Value;
        Assert.Equal(Keeping.Sound("third"), await adaThere.Http.GetByteArrayAsync($"/api/space/pages/{id}/recording"));
        Assert.Equal(Keeping.Sound("first"), await adaThere.Http.GetByteArrayAsync($"/api/space/pages/{id}/recording?of=1"));
        var again = await ExportAsync(adaThere);
        Assert.Equal(file["pages"]!.ToJsonString().Replace(page, id, StringComparison.Ordinal), again["pages"]!.ToJsonString());

        // The readable copy can be heard, and still needs nothing else.
        using var html = await adaThere.PostFormAsync("/space/export", ("format", "html"));
        var book = WebUtility.HtmlDecode(await html.Content.ReadAsStringAsync());
        Assert.Contains($"src=\"data:audio/webm;base64,{Convert.ToBase64String(Keeping.Sound("third"))}\"", book, StringComparison.Ordinal);
        Assert.DoesNotMatch("src=\"(?!data:audio)", book);
    }

    private static byte[] Long(byte[] start) => [.. start, .. new byte[64]];

    private static async Task<JsonObject> ExportAsync(Someone someone)
    {
        using var answer = await someone.PostFormAsync("/space/export", ("format", "json"));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task<HttpResponseMessage> BringAsync(Someone someone, JsonObject file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(file.ToJsonString()), "file", "my-pages.json" } };
        return await someone.Http.PostAsync("/space/import", form);
    }

    [GeneratedRegex("media-src [^;]*;")]
    private static partial Regex MediaSources();
}
