using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alongside.Conversations.Care;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Stewardship;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

public sealed partial class PauseTests
{
    private const string Phone = "Mozilla/5.0 (Android 14; Mobile) A-Phone/1.0";

    [Theory, OnBothDatabases]
    public async Task A27_one_tap_ends_it_with_a_kind_word_from_the_community_and_the_device_rests(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var cleo = await house.CleoAsync();
        ada.On(Phone);
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "something that was too much");
        // Nobody but whoever listens there has this choice.
        foreach (var someone in new[] { ada, cleo, bo })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await TapAsync(someone, conversation)).StatusCode);
        }

        Assert.Equal("said", (await ada.LogAsync(conversation))[^1].GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.OK, (await cleo.Http.GetAsync("/talk")).StatusCode);
        using var tapped = await TapAsync(ben, conversation);

        Assert.Equal((HttpStatusCode.SeeOther, $"/desk/{conversation}#end"), (tapped.StatusCode, tapped.Headers.Location!.OriginalString));
        var ending = (await ada.LogAsync(conversation))[^1];
        Assert.Equal(("ended", "with-pause", ""), (ending.GetProperty("kind").GetString(), ending.GetProperty("ended").GetString(), ending.GetProperty("text").GetString()));
        var hers = WebUtility.HtmlDecode(await ada.Http.GetStringAsync($"/conversations/{conversation}"));
        foreach (var sentence in new[] { "This conversation was ended by this community.", "This word comes from this community, not from the one you talked with.", "It does not say who you are." })
        {
            Assert.Contains(sentence, hers, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\u2068Ben\u2069 ended", hers, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:988\"", hers, StringComparison.Ordinal);
        Assert.Contains("Their device rests for a while.", await ben.Http.GetStringAsync($"/desk/{conversation}"), StringComparison.Ordinal);

        // The way in, on her own session: how long, the lines, and her words back.
        var page = await RestsAsync(await ada.Http.GetAsync("/talk"));
        Assert.Contains("in about 24 hours.", page, StringComparison.Ordinal);
        foreach (var line in Policy.Default.CrisisLines)
        {
            Assert.Contains($"href=\"{line.Call}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("\nlet me in</textarea>", await RestsAsync(await ada.Http.PostAsync("/talk", Talking.Form(("words", "let me in")))), StringComparison.Ordinal);
        var now = TimeProvider.System.GetUtcNow();
        using var asked = await ada.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { "let me in" } });
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (asked.StatusCode, asked.Content.Headers.ContentType!.MediaType));
        Assert.InRange((await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("until").GetDateTimeOffset(),
            now.AddHours(23), now.AddHours(24));
        Assert.Single(await ada.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations") ?? []);
        // Tapped twice: one ending, one pause.
        await TapAsync(ben, conversation);
        Assert.Equal(1, await house.CountAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A27_no_words_end_anything_by_themselves(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var words in new[] { "fuck", "I was raped.", "He touched my dick.", "I want to kill him.", "send me a picture", "you whore", "sex sex sex", "nazi" })
        {
            await ada.SaidAsync(conversation, words);
        }

        Assert.All((await ada.LogAsync(conversation)).Skip(1), m => Assert.Equal("said", m.GetProperty("kind").GetString()));
        Assert.Equal(0, await house.CountAsync());
        using var ended = await ben.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        using var again = await ada.Http.PostAsJsonAsync("/api/waiting", new { });
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A28_a_fresh_session_is_recognised_by_network_and_device_together_and_by_neither_alone(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on) with { Proxy = "127.0.0.1" };
        await using var house = await House.OpenAsync(settings);
        using var ada = await house.AdaAsync();
        using var eve = await house.GuestAsync();
        using var ben = await house.BenAsync();
        foreach (var (someone, from) in new[] { (ada, "203.0.113.7"), (eve, "2001:db8:0:1::7") })
        {
            someone.On(Phone, from);
            var conversation = await house.ConversationAsync(someone, ben);
            await someone.SaidAsync(conversation, "hello");
            await TapAsync(ben, conversation);
        }

        await AnswersAsync(HttpStatusCode.Forbidden, Phone, "203.0.113.7");
        await AnswersAsync(HttpStatusCode.Forbidden, Phone, "2001:db8:0:1:ffff::9");
        // A shelter, a ward: the same line, other people.
        await AnswersAsync(HttpStatusCode.OK, "Mozilla/5.0 (iPhone) Another/2.0", "203.0.113.7");
        await AnswersAsync(HttpStatusCode.OK, Phone, "203.0.113.8");
        await AnswersAsync(HttpStatusCode.OK, Phone, "2001:db8:0:2::7");
        await AnswersAsync(HttpStatusCode.OK, Phone, "203.0.113.7", "es");
        // Somebody who has a way back is known by it, wherever they come from.
        using var elsewhere = await house.AlsoAsync(ada);
        elsewhere.On("Library/3.0", "198.51.100.1");
        await RestsAsync(await elsewhere.Http.GetAsync("/talk"));

        async Task AnswersAsync(HttpStatusCode status, string device, string from, string? languages = null)
        {
            using var fresh = house.Nobody();
            fresh.On(device, from, languages);
            Assert.Equal((status, device, from), ((await fresh.Http.GetAsync("/talk")).StatusCode, device, from));
            Assert.Equal(status is HttpStatusCode.OK ? HttpStatusCode.SeeOther : status, (await fresh.Http.PostAsync("/talk", Talking.Form(("words", "hello")))).StatusCode);
            using var guest = await house.GuestAsync();
            guest.On(device, from, languages);
            Assert.Equal(status is HttpStatusCode.OK ? HttpStatusCode.Created : status, (await guest.Http.PostAsJsonAsync("/api/waiting", new { })).StatusCode);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A23_A28_an_address_somebody_claims_neither_escapes_a_pause_nor_puts_one_on_another(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var fresh = house.Nobody();
        ada.On(Phone, "203.0.113.7");
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "hello");
        await TapAsync(ben, conversation);

        fresh.On(Phone, "198.51.100.1");
        await RestsAsync(await fresh.Http.GetAsync("/talk"));
    }

    [Theory, OnBothDatabases]
    public async Task A28_a_pause_survives_a_restart_and_ends_with_its_key_after_72_hours_at_most(DatabaseKind on)
    {
        var clock = new TestClock();
        var settings = await House.FreshSettingsAsync(on);
        var house = await OpenAsync();
        using var ben = await house.BenAsync();
        using (var ada = await house.AdaAsync())
        {
            ada.On(Phone);
            var conversation = await house.ConversationAsync(ada, ben);
            await ada.SaidAsync(conversation, "hello");
            await TapAsync(ben, conversation);
        }

        var id = await house.Services.GetRequiredService<Database>().FindAsync<string>("select pause_id from pause", null, default);
        await house.DisposeAsync();
        house = await OpenAsync();
        await using var closing = house;
        clock.Move(TimeSpan.FromHours(71));
        using var fresh = house.Nobody();
        fresh.On(Phone);
        Assert.Contains("in an hour or less.", await RestsAsync(await fresh.Http.GetAsync("/talk")), StringComparison.Ordinal);
        Assert.NotNull(await house.Services.GetRequiredService<KeyStore>().FindAsync($"pause:{id}", default));

        clock.Move(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await fresh.Http.GetAsync("/talk")).StatusCode);
        await house.Services.GetRequiredService<Pauses>().ThrowAwayWhatEndedAsync(default);
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync($"pause:{id}", default));
        Assert.Equal(0, await house.CountAsync());

        Task<House> OpenAsync() => House.OpenAsync(settings, b => b.Services.AddSingleton<TimeProvider>(clock).AddSingleton(Policy.Default with { PauseHours = 72 }));
    }

    [Theory, OnBothDatabases]
    public async Task A28_a_device_nobody_knew_when_the_pause_was_set_is_known_once_its_person_comes(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var fresh = house.Nobody();
        // No request of hers was seen by this node.
        await TapAsync(ben, await house.ConversationAsync(ada, ben));
        fresh.On(Phone);
        Assert.Equal(HttpStatusCode.OK, (await fresh.Http.GetAsync("/talk")).StatusCode);

        ada.On(Phone);
        await RestsAsync(await ada.Http.GetAsync("/talk"));
        await RestsAsync(await fresh.Http.GetAsync("/talk"));
    }

    [Theory, OnBothDatabases]
    public async Task A27_a_pause_can_be_taken_back_in_the_first_hour_and_lifted_by_a_steward_who_learns_nothing(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        var first = await PausedAsync(ada);
        Assert.DoesNotContain(first, await bo.Http.GetStringAsync("/pauses"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await LiftAsync(bo, first)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await LiftAsync(ada, first)).StatusCode);
        Assert.Contains(first, await ben.Http.GetStringAsync("/pauses"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await LiftAsync(ben, first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ada.Http.GetAsync("/talk")).StatusCode);

        var second = await PausedAsync(cleo);
        clock.Move(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.NotFound, (await LiftAsync(ben, second)).StatusCode);
        var seen = await stella.Http.GetStringAsync("/pauses");
        Assert.Contains(">Ben<", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(cleo.Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(cleo.Id.ToString(), seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await LiftAsync(stella, second)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await cleo.Http.GetAsync("/talk")).StatusCode);
        Assert.Contains("no-pauses", await stella.Http.GetStringAsync("/pauses"), StringComparison.Ordinal);
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync($"pause:{second}", default));

        async Task<string> PausedAsync(Someone someone)
        {
            someone.On(Phone);
            var conversation = await house.ConversationAsync(someone, ben);
            await someone.SaidAsync(conversation, "hello");
            await TapAsync(ben, conversation);
            await RestsAsync(await someone.Http.GetAsync("/talk"));
            return await house.Services.GetRequiredService<Database>().FindAsync<string>("select pause_id from pause", null, default) ?? "";
        }
    }

    [Theory, OnBothDatabases]
    public async Task A27_whoever_talks_already_keeps_their_conversation_on_a_shared_device(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var ben = await house.BenAsync();
        ada.On(Phone);
        cleo.On(Phone);
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "hello");
        var cleos = await house.ConversationAsync(cleo, ben);
        await TapAsync(ben, conversation);

        using var back = await cleo.Http.GetAsync("/talk");
        Assert.Equal($"/conversations/{cleos}", back.Headers.Location?.OriginalString);
        await cleo.SaidAsync(cleos, "I am still here.");
    }

    [Fact]
    public void A27_a_pause_has_no_room_for_a_word_a_reason_or_a_person()
    {
        using var reader = new StreamReader(typeof(App).Assembly.GetManifestResourceStream("Schema/0012-pauses.sql")!);
        var table = Table().Match(reader.ReadToEnd());

        // "sealed" holds two hashes, and nothing that was typed is ever handed to it.
        Assert.Equal(["pause_id", "set_by", "set_at", "ends_at", "sealed"], Column().Matches(table.Value).Select(m => m.Groups[1].Value));
        Assert.Equal(["person", "by", "cancel"], typeof(Pauses).GetMethod(nameof(Pauses.SetAsync))!.GetParameters().Select(p => p.Name));
    }

    private static Task<HttpResponseMessage> TapAsync(Someone someone, string conversation) => someone.Http.PostAsync($"/conversations/{conversation}/pause", Talking.Form());

    private static Task<HttpResponseMessage> LiftAsync(Someone someone, string pause) => someone.Http.PostAsync("/pauses/lifting", Talking.Form(("pause", pause)));

    private static async Task<string> RestsAsync(HttpResponseMessage answer)
    {
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("The way in rests for a while", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return page;
    }

    [GeneratedRegex(@"create table pause \((.*?)\n\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^    (\w+) +(?:text|bigint|bytea)", RegexOptions.Multiline)]
    private static partial Regex Column();
}

/// <summary>What somebody comes with.</summary>
internal static class Devices
{
    /// <summary>From now on they come with this device and, where a proxy is believed, from this address.</summary>
    public static void On(this Someone someone, string device, string? from = null, string? languages = null)
    {
        someone.Http.DefaultRequestHeaders.UserAgent.ParseAdd(device);
        if (from is not null)
        {
            someone.Http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        }

        if (languages is not null)
        {
            someone.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);
        }
    }

    public static Task<long> CountAsync(this House house) =>
        house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from pause", null, default);
}
