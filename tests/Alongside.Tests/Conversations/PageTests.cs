using System.Net;
using System.Text.RegularExpressions;

namespace Alongside.Tests.Conversations;

/// <summary>The pages as a browser without script meets them.</summary>
public sealed partial class PageTests
{
    [Theory, OnBothDatabases]
    public async Task U02_Without_script_Ada_writes_Ben_comes_they_talk_and_it_ends(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        using var ben = await house.BenAsync();

        // Two taps, no name: the first words make the guest.
        using var arriving = await nobody.Http.PostAsync("/talk", Talking.Form(("words", "Everything is too loud.")));
        Assert.Equal(HttpStatusCode.SeeOther, arriving.StatusCode);
        var address = arriving.Headers.Location!.OriginalString;
        nobody.Http.DefaultRequestHeaders.Add("Cookie", arriving.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var ada = nobody;
        var waiting = await PageAsync(ada, address);
        Assert.Equal("waiting", StateIn(waiting));
        Assert.Contains(">Everything is too loud.</p>", waiting, StringComparison.Ordinal);
        Assert.Contains("Nobody is on duty just now.", waiting, StringComparison.Ordinal);
        await SendAsync(ada, address, "And it does not stop.");
        // Coming back to the box leads into the conversation that is open.
        using var again = await ada.Http.GetAsync("/talk");
        Assert.Equal(address, again.Headers.Location?.OriginalString);

        using var duty = await ben.Http.PostAsync("/desk/duty", Talking.Form(("seats", "2"), ("state", "on")));
        Assert.Equal("/desk", duty.Headers.Location?.OriginalString);
        // Ben looks again meanwhile: without script that is the sign that he is there.
        var met = "";
        await Talking.UntilAsync(async () =>
        {
            await PageAsync(ben, "/desk");
            met = await PageAsync(ada, address);
            return StateIn(met) == "open";
        });
        Assert.Equal("Ben", WithIn().Match(met).Groups[1].Value);
        Assert.Contains("\u2068Ben\u2069 is here with you.", met, StringComparison.Ordinal);

        var id = address.Split('/')[^1];
        var desk = await PageAsync(ben, "/desk");
        Assert.Contains($"href=\"/desk/{id}\"", desk, StringComparison.Ordinal);
        // Her two lines; that he came himself is no news to him.
        Assert.Contains("2 new", desk, StringComparison.Ordinal);
        var letter = await PageAsync(ben, $"/desk/{id}");
        Assert.Contains(">Everything is too loud.</p>", letter, StringComparison.Ordinal);
        Assert.Contains(">And it does not stop.</p>", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("2 new", await PageAsync(ben, "/desk"), StringComparison.Ordinal);
        using var said = await ben.Http.PostAsync($"/conversations/{id}/moments", Talking.Form(("text", "I'm here."), ("clientId", ClientIdIn(letter))));
        Assert.Equal($"/desk/{id}#end", said.Headers.Location?.OriginalString);
        Assert.Contains(">I&#x27;m here.</p>", await PageAsync(ada, address), StringComparison.Ordinal);

        using var ended = await ada.Http.PostAsync($"{address}/ending", Talking.Form());
        Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);
        Assert.Contains("What was said stays here for you to read.", await PageAsync(ada, address), StringComparison.Ordinal);
        Assert.Matches("⁨[^<]+⁩ has left. Take a breath before the next.", await PageAsync(ben, $"/desk/{id}"));
        Assert.Contains("Ended today", await PageAsync(ben, "/desk"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task F20_The_form_sent_twice_is_one_moment(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var address = "/conversations/" + await house.ConversationAsync(ada, ben);
        var clientId = ClientIdIn(await PageAsync(ada, address));

        for (var i = 0; i < 3; i++)
        {
            using var said = await ada.Http.PostAsync($"{address}/moments", Talking.Form(("text", "only once"), ("clientId", clientId)));
            Assert.Equal(HttpStatusCode.SeeOther, said.StatusCode);
        }

        Assert.Single(Regex.Matches(await PageAsync(ada, address), ">only once</p>"));
        Assert.NotEqual(clientId, ClientIdIn(await PageAsync(ada, address)));
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_is_refused_stays_in_the_box(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var address = "/conversations/" + await house.ConversationAsync(ada, ben);
        var page = await PageAsync(ada, address);
        await SendAsync(ada, address, "words");
        var used = ClientIdIn(page);
        await ada.Http.PostAsync($"{address}/moments", Talking.Form(("text", "first"), ("clientId", used)));

        await RefusedAsync(ada, address, new string('é', 8001), ClientIdIn(page), HttpStatusCode.RequestEntityTooLarge, "This is longer than we can send at once.");
        await RefusedAsync(ada, address, "a" + new string('\u0301', 60), ClientIdIn(page), HttpStatusCode.UnprocessableEntity, "Some letters here carry more marks");
        var other = await RefusedAsync(ada, address, "other words", used, HttpStatusCode.UnprocessableEntity, "Other words went out from this box before.");
        Assert.NotEqual(used, ClientIdIn(other));
        await RefusedAsync(ada, address, "  \t", used, HttpStatusCode.BadRequest, "There is nothing to send yet.");

        await ben.Http.PostAsync($"{address}/ending", Talking.Form());
        var late = await RefusedAsync(ada, address, "too late", Guid.CreateVersion7().ToString(), HttpStatusCode.Conflict, "This conversation has ended.");
        Assert.Contains(" readonly", late, StringComparison.Ordinal);
        Assert.DoesNotContain(">too late</p>", await PageAsync(ada, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A31_Too_many_at_once_keeps_the_words_and_says_when_to_try_again()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => ada.SayAsync(conversation, $"{i}")));

        HttpResponseMessage answer;
        do
        {
            answer = await ada.Http.PostAsync($"/conversations/{conversation}/moments", Talking.Form(("text", "one more"), ("clientId", Guid.CreateVersion7().ToString())));
        }
        while (answer.StatusCode == HttpStatusCode.SeeOther);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("\none more</textarea>", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Looking_again_without_script_brings_new_words_and_keeps_the_typed_ones(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var address = "/conversations/" + await house.ConversationAsync(ada, ben);
        var clientId = ClientIdIn(await PageAsync(ada, address));
        await ben.SaidAsync(address.Split('/')[^1], "Take your time.");

        using var answer = await ada.Http.PostAsync(address, Talking.Form(("text", "half a sen"), ("clientId", clientId)));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(">Take your time.</p>", page, StringComparison.Ordinal);
        Assert.Contains("\nhalf a sen</textarea>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(clientId, ClientIdIn(page));
        Assert.DoesNotContain("half a sen", string.Concat((await ben.LogAsync(address.Split('/')[^1])).Select(Talking.Text)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task U02_Every_kind_of_moment_is_a_plain_form_and_the_box_keeps_what_is_in_it(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var id = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(id, "It is all at once.");

        await PressedAsync(ben, id, "#end", ("reflection", "yes"), ("text", "All at once, and loud."));
        await PressedAsync(ben, id, "#m2", ("nod", "2"));
        await PressedAsync(ben, id, "#end", ("signal", "with-you"));
        await PressedAsync(ada, id, "#m3", ("answer", "3.not-quite"), ("how-3", "It is quiet now."), ("how-9", "not this"));
        await PressedAsync(ada, id, "#end", ("want", "think"));
        await PressedAsync(ada, id, "#end", ("feeling", "calm"));
        await PressedAsync(ada, id, "#end", ("feeling", "own"), ("own-feeling", "like wet wool"));
        await PressedAsync(ben, id, "#m8", ("mirror", "8"));
        await PressedAsync(ben, id, "#end", ("quiet", "offer"));
        await PressedAsync(ada, id, "#end", ("quiet", "join"));

        Assert.Equal(
            ["joined", "said", "reflection", "nod", "signal", "answer", "want", "feeling", "feeling", "feeling", "quiet", "quiet"],
            (await ada.LogAsync(id)).Select(m => m.GetProperty("kind").GetString()));
        var hers = WebUtility.HtmlDecode(await PageAsync(ada, $"/conversations/{id}"));
        var his = WebUtility.HtmlDecode(await PageAsync(ben, $"/desk/{id}"));
        foreach (var page in new[] { hers, his })
        {
            Assert.Contains(">It is quiet now.</p>", page, StringComparison.Ordinal);
            Assert.Contains("A feeling: calm", page, StringComparison.Ordinal);
            Assert.Contains(">like wet wool</p>", page, StringComparison.Ordinal);
            Assert.Contains("I hear: calm", page, StringComparison.Ordinal);
            Assert.Contains("You sit quietly together.", page, StringComparison.Ordinal);
            Assert.Contains("<strong>think with me</strong>", page, StringComparison.Ordinal);
        }

        Assert.Contains("What you heard was not quite it", his, StringComparison.Ordinal);

        // What is in the box is neither sent along nor lost, whether the press is taken or refused; words from elsewhere come back in it.
        using var kept = await ada.Http.PostAsync($"/conversations/{id}/moments", Talking.Form(("signal", "need-a-moment"), ("text", "half a sen"), ("clientId", Guid.CreateVersion7().ToString())));
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Contains("\nhalf a sen</textarea>", WebUtility.HtmlDecode(await kept.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var refused = await ada.Http.PostAsync(
            $"/conversations/{id}/moments", Talking.Form(("answer", "3.yes"), ("how-3", "after all"), ("text", "half a sen"), ("clientId", Guid.CreateVersion7().ToString())));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page2 = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("You did this before.", page2, StringComparison.Ordinal);
        Assert.Contains("\nafter all\n\nhalf a sen</textarea>", page2, StringComparison.Ordinal);
        Assert.DoesNotContain("half a sen", string.Concat((await ben.LogAsync(id)).Select(Talking.Text)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task F20_The_same_press_sent_twice_is_one_moment(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var id = await house.ConversationAsync(ada, ben);
        await ben.AddedAsync(id, new { kind = "reflection", text = "Loud." });
        var clientId = ClientIdIn(await PageAsync(ada, $"/conversations/{id}"));

        for (var i = 0; i < 3; i++)
        {
            using var answer = await ada.Http.PostAsync($"/conversations/{id}/moments", Talking.Form(("answer", "2.yes"), ("clientId", clientId)));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        Assert.Equal(3, (await ada.LogAsync(id)).Count);
        var page = await PageAsync(ada, $"/conversations/{id}");
        Assert.Contains("class=\"asks\" hidden", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_words_its_own_signals_and_what_was_given_keeps_its_words()
    {
        var settings = await House.FreshSettingsAsync(DatabaseKind.Sqlite);
        var document = Alongside.Stewardship.PolicyDocument.Shipped.Replace("words: I'm with you", "words: Right beside you", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(settings.Data, Alongside.Stewardship.PolicyDocument.FileName), document);
        string id;
        Someone ada;
        await using (var house = await House.OpenAsync(settings))
        {
            ada = await house.AdaAsync();
            using var ben = await house.BenAsync();
            id = await house.ConversationAsync(ada, ben);
            Assert.Contains("<span>Right beside you</span>", await PageAsync(ben, $"/desk/{id}"), StringComparison.Ordinal);
            await ben.AddedAsync(id, new { kind = "signal", signal = "with-you" });
        }

        await File.WriteAllTextAsync(Path.Combine(settings.Data, Alongside.Stewardship.PolicyDocument.FileName), document.Replace("Right beside you", "Still here", StringComparison.Ordinal));
        await using var later = await House.OpenAsync(settings);
        using var adaAgain = new Someone(later, ada.Id, ada.Name, ada.Token);
        var page = await PageAsync(adaAgain, $"/conversations/{id}");
        Assert.Contains("<span>Right beside you</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span>Still here</span>", page, StringComparison.Ordinal);
        ada.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task A_stranger_meets_the_same_page_as_where_nothing_is(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var nobody = house.Nobody();
        var id = await house.ConversationAsync(ada, ben);
        // The same addresses are served to whoever sits there.
        Assert.Contains("id=\"conversation\"", await PageAsync(ada, $"/conversations/{id}"), StringComparison.Ordinal);
        Assert.Contains("id=\"conversation\"", await PageAsync(ben, $"/desk/{id}"), StringComparison.Ordinal);

        foreach (var stranger in new[] { bo, nobody })
        {
            var nothing = Calm(await stranger.Http.GetAsync("/nothing"));
            foreach (var answer in new[]
            {
                await stranger.Http.GetAsync($"/conversations/{id}"),
                await stranger.Http.GetAsync($"/desk/{id}"),
                await stranger.Http.PostAsync($"/conversations/{id}", Talking.Form(("text", "hello"))),
                await stranger.Http.PostAsync($"/conversations/{id}/moments", Talking.Form(("text", "hello"))),
                await stranger.Http.PostAsync($"/conversations/{id}/ending", Talking.Form()),
                await stranger.Http.GetAsync("/conversations/AAAAAAAAAAAAAAAAAAAAAA"),
            })
            {
                Assert.Equal(await nothing, await Calm(answer));
            }
        }

        // Nothing happened to it.
        Assert.Equal("open", StateIn(await PageAsync(ada, $"/conversations/{id}")));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.GetAsync($"/desk/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.GetAsync("/desk")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A01_Whatever_somebody_writes_is_shown_as_letters(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var address = "/conversations/" + await house.ConversationAsync(ada, ben);
        const string words = "<script>alert(1)</script><svg onload=alert(1)>\"'</textarea></p><math><img src=x onerror=alert(1)>";
        await SendAsync(ada, address, words);
        using var refused = await ada.Http.PostAsync(address, Talking.Form(("text", words)));

        foreach (var page in new[]
        {
            await PageAsync(ada, address), await PageAsync(ben, "/desk/" + address.Split('/')[^1]), await refused.Content.ReadAsStringAsync(),
        })
        {
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("<(script>|svg onload|math|img)", page);
            Assert.Equal(Regex.Count(page, "<textarea"), Regex.Count(page, "</textarea>"));
        }
    }

    [Fact]
    public async Task Titles_and_addresses_of_a_conversation_carry_no_names_and_no_words()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var id = await house.ConversationAsync(ada, ben);

        foreach (var (who, path) in new[] { (ada, $"/conversations/{id}"), (ben, $"/desk/{id}"), (ben, "/desk"), (house.Nobody(), "/talk") })
        {
            var title = TitleIn().Match(await PageAsync(who, path)).Groups[1].Value;
            Assert.NotEmpty(title);
            Assert.DoesNotMatch("(?i)Ben|crisis|danger|peer|support|health|dying|help|listen|talk|wait", title);
            Assert.DoesNotContain(ada.Name, title, StringComparison.Ordinal);
        }
    }

    private static async Task SendAsync(Someone someone, string address, string text)
    {
        using var said = await someone.Http.PostAsync($"{address}/moments", Talking.Form(("text", text), ("clientId", ClientIdIn(await PageAsync(someone, address)))));
        Assert.Equal(HttpStatusCode.SeeOther, said.StatusCode);
    }

    // The page comes back where the press was for.
    private static async Task PressedAsync(Someone someone, string id, string back, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.Http.PostAsync($"/conversations/{id}/moments", Talking.Form([.. fields, ("clientId", Guid.CreateVersion7().ToString())]));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode} for {fields[0]}");
        Assert.EndsWith(back, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(Someone someone, string address, string text, string clientId, HttpStatusCode status, string sentence)
    {
        using var answer = await someone.Http.PostAsync($"{address}/moments", Talking.Form(("text", text), ("clientId", clientId)));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains("\n" + WebUtility.HtmlDecode(text) + "</textarea>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        return page;
    }

    private static async Task<string> PageAsync(Someone someone, string path)
    {
        using var answer = await someone.Http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    // Nonces differ from answer to answer; nothing else may.
    private static async Task<string> Calm(HttpResponseMessage answer) =>
        (int)answer.StatusCode + Nonces().Replace(await answer.Content.ReadAsStringAsync(), "");

    private static string StateIn(string page) => States().Match(page).Groups[1].Value;

    private static string ClientIdIn(string page) => ClientIds().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"clientId\" value=\"([^\"]+)\"")]
    private static partial Regex ClientIds();

    [GeneratedRegex("<a-conversation [^>]*data-state=\"([a-z]+)\"")]
    private static partial Regex States();

    [GeneratedRegex("<h1 class=\"when-open\">with <bdi data-with[^>]*>([^<]*)</bdi>")]
    private static partial Regex WithIn();

    [GeneratedRegex("nonce=\"[^\"]+\"")]
    private static partial Regex Nonces();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex TitleIn();
}
