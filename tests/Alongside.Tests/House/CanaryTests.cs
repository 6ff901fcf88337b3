using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Alongside.People;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Rules;

public sealed class CanaryTests
{
    private int planted;

    [Theory, OnBothDatabases]
    public async Task A43_words_typed_in_any_field_are_in_no_log_and_in_no_byte_of_the_database(DatabaseKind on)
    {
        using var words = new WordsInTheHouse();
        var settings = await House.FreshSettingsAsync(on);
        await using var house = await House.OpenAsync(settings, b => b.Logging.AddProvider(words), app => app.MapGet("/api/test/broken/{text}", Broken).ForAnyone());
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var nobody = house.Nobody();
        var conversation = await house.ConversationAsync(ada, ben);

        // Being heard.
        await SaidAsync(ada, conversation);
        await SaidAsync(ben, conversation);
        using var waiting = await house.GuestAsync();
        Assert.Equal(HttpStatusCode.Created, (await waiting.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { Canary(), Canary() } })).StatusCode);
        using var byPage = await house.GuestAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(byPage, "/talk", ("text", Canary()), ("words", Canary()))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ada, $"/conversations/{conversation}/moments", ("text", Canary()))).StatusCode);
        await PostFormAsync(ada, $"/conversations/{conversation}/moments", ("text", Canary() + new string('\u0301', 99)));
        await PostFormAsync(ada, $"/conversations/{conversation}", ("text", Canary()));
        var heard = await ben.AddedAsync(conversation, new { kind = "reflection", text = Canary() });
        await ada.AddedAsync(conversation, new { kind = "answer", on = heard, answer = "not-quite", text = Canary() });
        await ada.AddedAsync(conversation, new { kind = "feeling", text = Canary() });
        await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = Canary() });
        await ben.AskAsync(conversation, new { kind = "card", card = Canary(), text = Canary() });
        await PostFormAsync(ben, $"/conversations/{conversation}/moments", ("card", "ask"), ("which-card", Canary()), ("card-words", Canary()));
        await PostFormAsync(ada, $"/conversations/{conversation}/moments", ("keep", Canary()));
        await ada.Http.GetAsync("/api/library/" + Canary());
        await PostFormAsync(ada, $"/conversations/{conversation}/moments", ("feeling", "own"), ("own-feeling", Canary()), ("signal", ""));
        await PostFormAsync(ada, $"/conversations/{conversation}/moments", ("signal", Canary()), ("text", Canary()));
        await ada.AskAsync(conversation, new { kind = Canary(), signal = Canary(), want = Canary(), quiet = Canary(), feeling = Canary() });
        await PostFormAsync(ben, "/desk/duty", ("seats", Canary()), ("state", Canary()));
        await ada.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        await PostFormAsync(ada, $"/conversations/{conversation}/moments", ("text", Canary()));

        // Practicing.
        var scene = await Practice.SceneTests.BeginAsync(ben, "walter");
        await Practice.SceneTests.SayAsync(ben, scene, 0, $"It sounds like {Canary()} is lonely.");
        await Practice.SceneTests.SayAsync(ben, scene, 1, Canary() + new string('x', 9_000));
        await PostFormAsync(ben, "/practice/scenes", ("person", Canary()), ("way", Canary()));
        await PostFormAsync(ben, scene + "/objections", ("note", Canary()));
        await PostFormAsync(ben, "/practice/drills/reflection", ("said", Canary()), ("line", "1"));
        // Untangling: kept, handed over, arranged, refused.
        foreach (var piece in new[] { Canary(), Canary(), Canary() + new string('\u0301', 99) })
        {
            await PostFormAsync(byPage, "/untangle", ("text", piece), ("clientId", Canary()));
            await PostFormAsync(ada, "/untangle", ("text", piece));
        }

        await PostFormAsync(ada, "/untangle/order", ("up", Canary()));
        await PostFormAsync(ada, "/untangle/handing-over", ("all", "yes"), ("fragment", Canary()));
        await PostFormAsync(ada, "/untangle/letting-go", ("gone", Canary()));
        Assert.Contains(CanaryOf(planted - 8), await ada.Http.GetStringAsync("/untangle"), StringComparison.Ordinal);

        // Afterwards: what is carried, decided and counted.
        await PostFormAsync(ada, $"/conversations/{conversation}/carrying", [.. Enumerable.Range(1, 5).Select(seq => ("line", $"{seq}")), ("line", Canary())]);
        await PostFormAsync(ben, $"/conversations/{conversation}/carrying", [.. Enumerable.Range(1, 5).Select(seq => ("line", $"{seq}"))]);
        Assert.Contains(CanaryOf(1), await ada.Http.GetStringAsync("/carried"), StringComparison.Ordinal);
        Assert.Contains(CanaryOf(2), await ben.Http.GetStringAsync("/carried"), StringComparison.Ordinal);
        await PostFormAsync(ada, $"/conversations/{conversation}/keeping", ("kept", Canary()));
        await PostFormAsync(ada, $"/conversations/{conversation}/heard", ("say", Canary()), ("listened", Canary()), ("understood", "3"));
        await PostFormAsync(ada, "/carried/letting-go", ("line", Canary()));

        // A way to be reached outside, asked about; a talk let stewards read, and taken back.
        using var stella = await house.StellaAsync();
        var asked = await house.ConversationAsync(byPage, ben);
        await PostFormAsync(ben, $"/conversations/{asked}/moments", ("text", $"{Canary()}@example.org"), ("unsure", Canary()));
        await PostFormAsync(ben, $"/conversations/{asked}/moments", ("text", $"{Canary()}@example.org"), ("sure", Canary()));
        await PostFormAsync(byPage, $"/conversations/{asked}/release", ("reason", Canary()));
        Assert.Contains(CanaryOf(planted - 2), await stella.Http.GetStringAsync($"/released/{asked}"), StringComparison.Ordinal);
        await PostFormAsync(byPage, $"/conversations/{asked}/recall", ("reason", Canary()));

        // Ended with a pause: what the device says of itself, what somebody typed at the door that rests.
        using var rests = await house.GuestAsync();
        rests.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Canary());
        rests.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", Canary());
        var over = await house.ConversationAsync(rests, ben);
        await SaidAsync(rests, over);
        await PostFormAsync(ben, $"/conversations/{over}/pause", ("text", Canary()), ("reason", Canary()));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(rests, "/talk", ("words", Canary()))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await rests.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { Canary() } })).StatusCode);
        await PostFormAsync(ben, "/pauses/lifting", ("pause", Canary()));

        // Who people are.
        var token = await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist);
        await PostFormAsync(nobody, $"/invitation/{token}", ("name", Canary()), ("signInName", Canary()), ("password", Canary() + " long enough"), ("code", Canary()));
        var key = house.Services.GetRequiredService<Invitations>().AuthenticatorOf(token);
        var (signInName, password) = (Canary(), Canary() + " long enough");
        Assert.Equal(HttpStatusCode.OK, (await PostFormAsync(nobody, $"/invitation/{token}",
            ("name", Canary()), ("signInName", signInName), ("password", password),
            ("code", Totp.CodeOf(key, Totp.StepAt(TimeProvider.System.GetUtcNow()))))).StatusCode);
        await PostFormAsync(nobody, "/sign-in", ("name", signInName), ("password", Canary()), ("code", Canary()));
        await nobody.Http.PostAsJsonAsync("/api/sign-in", new { name = Canary(), password = Canary(), code = Canary() });
        await PostFormAsync(nobody, "/return", ("words", string.Join(' ', Enumerable.Range(0, 8).Select(_ => Canary()))));
        await PostFormAsync(nobody, "/return", ("words", Canary()));
        await PostFormAsync(ada, "/sessions/ending", ("session", Canary()));
        await PostFormAsync(nobody, "/language", ("language", Canary()), ("back", "/" + Canary()));
        await nobody.Http.PostAsJsonAsync("/api/sign-in/passkey", new { question = Canary(), credential = new { id = Canary(), response = new { userHandle = Canary() } } });

        // Studying.
        await PostFormAsync(ada, "/study/reviews", ("id", Guid.CreateVersion7().ToString()), ("item", Canary()), ("answer", Canary()), ("chosen", Canary()));
        await PostFormAsync(ada, "/study/reviews", ("id", Guid.CreateVersion7().ToString()), ("item", "listening-001"), ("answer", "good"), ("chosen", Canary()));
        await PostFormAsync(ada, "/study/settings", ("newADay", Canary()), ("mostADay", Canary()), ("examDay", Canary()), ("timePercent", Canary()));
        await PostFormAsync(ada, "/study/spreading", ("days", Canary()));
        using var deck = await PostFormAsync(ada, "/study/decks", ("name", "Cards of " + Canary()));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ada, $"{deck.Headers.Location}/cards", ("front", Canary()), ("back", Canary()))).StatusCode);
        using (var file = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes($"{Canary()},{Canary()}")), "file", Canary() + ".csv" } })
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await ada.Http.PostAsync("/study/decks/import", file)).StatusCode);
        }

        // Growing.
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ada, "/growth/portfolio", ("kind", "reflection"), ("day", "2026-11-01"), ("text", Canary()))).StatusCode);
        await PostFormAsync(ada, "/growth/portfolio", ("kind", Canary()), ("day", Canary()), ("text", Canary()), ("hours", Canary()), ("competence", Canary()));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ada, "/growth/wellbeing", ("load", "3"), ("text", Canary()))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ada, "/growth/wellbeing/plan", ("text-plan", Canary()))).StatusCode);

        using (var begun = await PostFormAsync(ben, "/growth/looking-back", ("moment", "invented")))
        {
            var pair = System.Text.RegularExpressions.Regex.Match(await begun.Content.ReadAsStringAsync(), "action=\"(/growth/looking-back/[A-Za-z0-9_-]{22})\"").Groups[1].Value;
            Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ben, pair, ("happened", Canary()), ("noticed", Canary()), ("next", Canary()))).StatusCode);
            await PostFormAsync(ben, pair + "/opening", ("agree", Canary()));
        }

        await PostFormAsync(ben, "/growth/looking-back", ("moment", Canary()));

        // Preparing a piece of one's own story, quoting, and looking back.
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ben, "/pieces", ("about", Canary()), ("purpose", Canary()), ("words", Canary()), ("once", Canary()))).StatusCode);
        await PostFormAsync(ben, "/pieces", ("about", ""), ("purpose", Canary()), ("words", Canary()));
        await PostFormAsync(ben, $"/pieces/{Canary()}", ("about", Canary()), ("version", Canary()));
        await PostFormAsync(ben, $"/conversations/{conversation}", ("text", Canary()), ("quote", Canary()), ("piece", Canary()));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostFormAsync(ben, "/growth/debrief", ("body", Canary()), ("need", Canary()))).StatusCode);

        // Where words do not belong: addresses, headers, broken bodies, and a fault of ours while they are in hand.
        foreach (var path in new[] { "/{0}", "/api/{0}", "/?q={0}", "/invitation/{0}", "/api/conversations/{0}/moments", "/api/events?conversation={0}", "/api/test/broken/{0}" })
        {
            await ada.Http.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Canary()));
        }

        foreach (var header in new[] { "User-Agent", "Last-Event-ID", "X-Forwarded-For", "Referer", "Accept-Language", "Sec-Fetch-Site", "Origin", "Cookie" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/guests");
            request.Headers.TryAddWithoutValidation(header, header == "Cookie" ? SessionCookie.HeaderOf(Canary()) : Canary());
            await nobody.Http.SendAsync(request);
        }

        foreach (var body in new[] { "{{\"text\":\"{0}", "{{\"kind\":\"{0}\"}}", "{{\"{0}\":1}}", "\"{0}\"", "{{\"clientId\":\"{0}\",\"kind\":\"said\",\"text\":\"a\"}}" })
        {
            using var content = new StringContent(string.Format(System.Globalization.CultureInfo.InvariantCulture, body, Canary()), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            await ben.Http.PostAsync($"/api/conversations/{conversation}/moments", content);
        }

        await house.DisposeAsync();

        Assert.InRange(planted, 50, 199);
        Assert.Contains("InvalidOperationException", words.Log, StringComparison.Ordinal);
        Assert.Empty(await words.WhereAsync(settings, AllPlanted()));
    }

    [Theory, OnBothDatabases]
    public async Task A43_the_search_finds_words_that_are_there(DatabaseKind on)
    {
        using var words = new WordsInTheHouse();
        var settings = await House.FreshSettingsAsync(on);
        await using var house = await House.OpenAsync(settings, b => b.Logging.AddProvider(words));
        using var ada = await house.AdaAsync();
        var database = house.Services.GetRequiredService<Database>();
        foreach (var stored in new[] { Canary(), Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + Canary() + "xx")) })
        {
            await database.ExecuteAsync("insert into session (token_hash, person_id, device, opened_at, seen_at, ends_at) values (@stored, @id, '', 0, 0, 0)",
                new { stored, id = ada.Id }, default);
        }

        await database.ExecuteAsync("insert into passkey (credential_id, person_id, public_key, sign_count, transports, verified, can_back_up, backed_up, made_at) values ('x', @id, @bytes, 0, '', 0, 0, 0, 0)",
            new { id = ada.Id, bytes = Encoding.UTF8.GetBytes(Canary()) }, default);
        house.Services.GetRequiredService<ILogger<CanaryTests>>().LogWarning("Careless: {Words}", Canary());
        await house.DisposeAsync();

        var found = await words.WhereAsync(settings, AllPlanted());

        Assert.All(AllPlanted(), word => Assert.Contains(found, place => place.StartsWith(word, StringComparison.Ordinal)));
        Assert.Empty(await words.WhereAsync(settings, ["canaryzznotplanted"]));
    }

    private string Canary() => CanaryOf(++planted);

    private List<string> AllPlanted() => [.. Enumerable.Range(1, planted).Select(CanaryOf)];

    private static string CanaryOf(int number) => $"canaryqx{number:00}wv";

    private static string Broken(string text) => throw new InvalidOperationException($"Somebody typed {text}.");

    private async Task SaidAsync(Someone someone, string conversation) => await someone.SaidAsync(conversation, $"I said {Canary()} and meant it.");

    private static async Task<HttpResponseMessage> PostFormAsync(Someone someone, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await someone.Http.PostAsync(path, form);
    }
}
