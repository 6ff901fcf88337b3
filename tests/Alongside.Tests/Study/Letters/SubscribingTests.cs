using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Mail;
using Alongside.Platform.Sealing;
using Alongside.Study.Letters;
using Alongside.Tests.Rules;
using Alongside.Tests.Space;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Study.Letters;

/// <summary>Asking for letters, saying yes, and ending them.</summary>
public sealed partial class SubscribingTests
{
    private const string Ada = "ada@home.example";

    [Theory, OnBothDatabases]
    public async Task Somebody_asks_says_yes_gets_a_letter_and_ends_it_with_one_press_of_their_mail_program(DatabaseKind on)
    {
        await using var post = new PostOffice();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(on, post), Correspondence.AtHand);
        using var nobody = house.Nobody();
        using var stella = await house.StellaAsync();
        Assert.Contains("action=\"/letters/subscriptions#letters\"", await nobody.Http.GetStringAsync("/articles"), StringComparison.Ordinal);

        using var asked = await nobody.AskForLettersAsync(" Ada@Home.Example\r\n");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.False(asked.Headers.Contains("Set-Cookie"));
        await house.RoundAsync();
        var question = Assert.Single(post.Letters);
        Assert.Equal(("hello@example.org", "Ada@home.example", "Did you ask for letters?", "Alongside <hello@example.org>"),
            (question.From, question.To, question.Head("Subject"), question.Head("From")?.Replace("\"", "", StringComparison.Ordinal)));

        // Looking changes nothing, however often; the press does, once.
        var yes = question.Link("/letters/beginning/");
        for (var i = 0; i < 3; i++)
        {
            Assert.Contains($"<form class=\"column stack\" method=\"post\" action=\"{yes}\">", await nobody.Http.GetStringAsync(yes), StringComparison.Ordinal);
        }

        Assert.Equal(0, await house.Services.GetRequiredService<Subscriptions>().CountAsync(default));
        using var said = await nobody.Http.PostAsync(yes, null);
        Assert.Contains("You will hear from us", await said.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await house.Services.GetRequiredService<Subscriptions>().CountAsync(default));
        await IsNothingAsync(nobody, yes);

        // A steward sees the letter first, and sends it once.
        var preview = WebUtility.HtmlDecode(await stella.Http.GetStringAsync("/letters/articles/side-by-side"));
        Assert.Contains("(a link of each reader’s own)", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("/letters/ending/", preview, StringComparison.Ordinal);
        await stella.SendAsync();
        await stella.SendAsync();
        await house.RoundAsync();
        await house.RoundAsync();
        var letter = post.Letters[^1];
        Assert.Equal(2, post.Letters.Count);
        Assert.Equal("Something to read", letter.Head("Subject"));
        Assert.Contains("Some help comes from above.", letter.Words, StringComparison.Ordinal);
        Assert.StartsWith("Hello,\r\n\r\nYou asked us", letter.Words, StringComparison.Ordinal);
        Assert.Contains("text/plain", letter.Head("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", letter.Head("List-Unsubscribe-Post"));
        var ending = letter.Link("/letters/ending/");
        Assert.Equal($"<https://listen.example.org{ending}>", letter.Head("List-Unsubscribe"));
        // The article, which is the same for all, and the way to stop. Nothing else could tell one reader from another.
        Assert.Equal(["https://listen.example.org/articles/side-by-side", $"https://listen.example.org{ending}"], letter.AllLinks);

        // What a phone shows to whoever looks at it.
        foreach (var one in post.Letters)
        {
            Assert.DoesNotContain("http", one.Words[..200], StringComparison.Ordinal);
            Assert.DoesNotMatch(AboutHardTimes(), $"{one.Head("From")} {one.Head("Subject")} {one.Words[..200]}");
        }

        Assert.Matches(AboutHardTimes(), letter.Words);

        // Their mail program's own button (RFC 8058): no cookie, no origin, no redirect.
        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("Stop the letters", await nobody.Http.GetStringAsync(ending), StringComparison.Ordinal);
        }

        var id = await house.Database().FindAsync<string>("select subscription_id from subscription", null, default);
        using var oneClick = new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var ended = await nobody.Http.PostAsync(ending, oneClick);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Contains("Your address is erased", await ended.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await house.RowsAsync("subscription"));
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync("subscription:" + id, default));
        await IsNothingAsync(nobody, ending);
        await stella.SendAsync("no-words-for-it");
        await house.RoundAsync();
        Assert.Equal(2, post.Letters.Count);
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_mail_server_nothing_asks_for_an_address_and_no_door_is_there(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        using var stella = await house.StellaAsync();
        foreach (var someone in new[] { nobody, stella })
        {
            foreach (var page in new[] { "/articles", "/articles/side-by-side", "/privacy" })
            {
                Assert.DoesNotContain("letters", (await someone.Http.GetStringAsync(page)).Split("</style>")[1], StringComparison.OrdinalIgnoreCase);
            }

            var missing = await AnswerAsync(await someone.PostFormAsync("/not-there"));
            Assert.StartsWith("404", missing, StringComparison.Ordinal);
            foreach (var door in new[] { "/letters", "/letters/subscriptions", "/letters/beginning/x", "/letters/ending/x", "/letters/articles/side-by-side" })
            {
                Assert.Equal(missing, await AnswerAsync(await someone.PostFormAsync(door, ("address", Ada))));
                Assert.Equal(missing, await AnswerAsync(await someone.Http.GetAsync(door)));
            }
        }

        Assert.Equal(0, await house.RowsAsync("subscription"));
        Assert.DoesNotContain("href=\"/letters\"", await stella.Http.GetStringAsync("/sessions"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_asked_can_still_end_when_the_mail_server_was_taken_out_of_the_settings(DatabaseKind on)
    {
        await using var post = new PostOffice();
        var settings = await Correspondence.WithMailAsync(on, post);
        string ending;
        await using (var house = await House.OpenAsync(settings, Correspondence.AtHand))
        {
            await house.SubscribedAsync(post, Ada);
            ending = post.Letters[^1].Link("/letters/ending/");
        }

        await using var later = await House.OpenAsync(settings with { MailHost = null, MailFrom = null });
        using var nobody = later.Nobody();
        Assert.Contains("Stop the letters", await nobody.Http.GetStringAsync(ending), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nobody.Http.PostAsync(ending, null)).StatusCode);
        Assert.Equal(0, await later.RowsAsync("subscription"));
    }

    [Theory, OnBothDatabases]
    public async Task A21_the_answer_is_the_same_for_an_address_that_is_known_and_nobody_is_written_to_twice(DatabaseKind on)
    {
        await using var post = new PostOffice();
        var clock = new TestClock();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(on, post), b => { Correspondence.AtHand(b); b.Services.AddSingleton<TimeProvider>(clock); });
        using var nobody = house.Nobody();
        await house.SubscribedAsync(post, Ada);
        await AnswerAsync(await nobody.AskForLettersAsync("bea@home.example"));
        await house.RoundAsync();
        Assert.Equal(2, post.Letters.Count);

        // Confirmed; asked and not answered; new.
        var rows = await house.RowsAsync("subscription");
        var answers = new List<string>();
        foreach (var address in new[] { Ada, "ADA@HOME.example", "bea@home.example", "cleo@home.example" })
        {
            answers.Add(await AnswerAsync(await nobody.AskForLettersAsync(address)));
            // The same work as well: each wish is a row, known or not.
            Assert.Equal(++rows, await house.RowsAsync("subscription"));
        }

        Assert.Single(answers.Distinct());
        await house.RoundAsync();
        Assert.Equal([Ada, "bea@home.example", "cleo@home.example"], post.Letters.Select(l => l.To));
        Assert.Equal(3, await house.RowsAsync("subscription"));

        // Another day one more letter may ask.
        clock.Move(TimeSpan.FromHours(25));
        await AnswerAsync(await nobody.AskForLettersAsync("bea@home.example"));
        await house.RoundAsync();
        Assert.Equal(2, post.Letters.Count(l => l.To == "bea@home.example"));
    }

    [Theory, OnBothDatabases]
    public async Task Two_wishes_of_one_address_are_one_subscription(DatabaseKind on)
    {
        await using var post = new PostOffice();
        var clock = new TestClock();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(on, post), b => { Correspondence.AtHand(b); b.Services.AddSingleton<TimeProvider>(clock); });
        using var nobody = house.Nobody();
        foreach (var address in new[] { Ada, "Ada@home.example" })
        {
            await nobody.AskForLettersAsync(address);
            await house.RoundAsync();
            clock.Move(TimeSpan.FromHours(25));
        }

        Assert.Equal(2, post.Letters.Count);
        foreach (var link in post.Letters.Select(l => l.Link("/letters/beginning/")))
        {
            Assert.Contains("You will hear from us", await (await nobody.Http.PostAsync(link, null)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(1, await house.RowsAsync("subscription"));
        using var stella = await house.StellaAsync();
        await stella.SendAsync();
        await house.RoundAsync();
        Assert.Single(post.To(Ada));
        Assert.Equal(3, post.Letters.Count);
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_yes_nothing_comes_and_after_three_days_the_address_is_erased(DatabaseKind on)
    {
        await using var post = new PostOffice();
        var clock = new TestClock();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(on, post), b => { Correspondence.AtHand(b); b.Services.AddSingleton<TimeProvider>(clock); });
        using var nobody = house.Nobody();
        using var stella = await house.StellaAsync();
        await nobody.AskForLettersAsync(Ada);
        await house.RoundAsync();
        await stella.SendAsync();
        await house.RoundAsync();
        var question = Assert.Single(post.Letters);
        var yes = question.Link("/letters/beginning/");
        var id = await house.Database().FindAsync<string>("select subscription_id from subscription", null, default);

        clock.Move(Subscriptions.AnsweredWithin - TimeSpan.FromMinutes(1));
        await house.RoundAsync();
        Assert.Equal(HttpStatusCode.OK, (await nobody.Http.GetAsync(yes)).StatusCode);
        clock.Move(TimeSpan.FromMinutes(2));
        await IsNothingAsync(nobody, yes);
        await house.RoundAsync();

        await IsNothingAsync(nobody, question.Link("/letters/ending/"));
        Assert.Equal(0, await house.RowsAsync("subscription"));
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync("subscription:" + id, default));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_did_not_ask_has_their_address_erased_from_the_first_letter(DatabaseKind on)
    {
        await using var post = new PostOffice();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(on, post), Correspondence.AtHand);
        using var nobody = house.Nobody();
        await nobody.AskForLettersAsync(Ada);
        await house.RoundAsync();
        var question = Assert.Single(post.Letters);

        Assert.Equal(HttpStatusCode.OK, (await nobody.Http.PostAsync(question.Link("/letters/ending/"), null)).StatusCode);

        Assert.Equal(0, await house.RowsAsync("subscription"));
        await IsNothingAsync(nobody, question.Link("/letters/beginning/"));
        // A word that fits the other door opens neither.
        await nobody.AskForLettersAsync("bea@home.example");
        await house.RoundAsync();
        var other = post.Letters[^1];
        await IsNothingAsync(nobody, other.Link("/letters/ending/").Replace("ending", "beginning", StringComparison.Ordinal));
        await IsNothingAsync(nobody, other.Link("/letters/beginning/").Replace("beginning", "ending", StringComparison.Ordinal));
        await IsNothingAsync(nobody, "/letters/beginning/" + new string('A', 43));
    }

    [Fact]
    public async Task A05_what_is_no_address_comes_back_with_a_plain_sentence_and_nothing_goes_out()
    {
        await using var post = new PostOffice();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(DatabaseKind.Sqlite, post), Correspondence.AtHand);
        using var nobody = house.Nobody();
        foreach (var typed in new[]
        {
            "",
            "   ",
            "ada",
            "ada@home",
            "@home.example",
            "ada@@home.example",
            "ada@home.example\r\nBcc: eve@home.example",
            "ada@home.example\nSubject: look",
            "ada\r\n@home.example",
            "ada@home.example, eve@home.example",
            "ada@home.example;eve@home.example",
            "Ada <ada@home.example>",
            "\"ada b\"@home.example",
            "ada@[127.0.0.1]",
            "ada@127.0.0.1",
            "ada@home..example",
            ".ada@home.example",
            "ada@-home.example",
            "åda@home.example",
            "<script>@home.example",
        })
        {
            using var answer = await nobody.AskForLettersAsync(typed);

            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal((typed, HttpStatusCode.UnprocessableEntity), (typed, answer.StatusCode));
            Assert.Matches("Which address may we write to\\?|A letter would not find its way there", page);
            Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
            Assert.Equal(typed, WebUtility.HtmlDecode(Box().Match(page).Groups[1].Value));
        }

        await house.RoundAsync();
        Assert.Empty(post.Letters);
        Assert.Equal(0, await house.RowsAsync("subscription"));
    }

    [Theory]
    [InlineData("ada@home.example", "ada@home.example")]
    [InlineData(" o'brien+letters@sub.home-2.example ", "o'brien+letters@sub.home-2.example")]
    [InlineData("Ada@BÜCHER.example", "Ada@xn--bcher-kva.example")]
    public void An_address_is_taken_as_it_travels(string typed, string kept) => Assert.Equal(kept, Addressing.Of(typed));

    [Fact]
    public void A_long_address_is_none()
    {
        Assert.NotNull(Addressing.Of(new string('a', 64) + "@home.example"));
        Assert.Null(Addressing.Of(new string('a', 65) + "@home.example"));
        Assert.Null(Addressing.Of("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".example"));
    }

    [Fact]
    public async Task A25_one_network_cannot_ask_without_end_and_what_was_typed_comes_back()
    {
        await using var post = new PostOffice();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(DatabaseKind.Sqlite, post), Correspondence.AtHand);
        using var nobody = house.Nobody();
        foreach (var i in Enumerable.Range(0, 10))
        {
            Assert.Equal(HttpStatusCode.OK, (await nobody.AskForLettersAsync($"a{i}@home.example")).StatusCode);
        }

        using var slow = await nobody.AskForLettersAsync("one-more@home.example");

        Assert.Equal(HttpStatusCode.TooManyRequests, slow.StatusCode);
        Assert.NotNull(slow.Headers.RetryAfter);
        Assert.Contains("value=\"one-more@home.example\"", await slow.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(10, await house.RowsAsync("subscription"));
    }

    [Fact]
    public async Task A18_another_site_can_make_nobody_ask_or_say_yes()
    {
        await using var post = new PostOffice();
        await using var house = await House.OpenAsync(await Correspondence.WithMailAsync(DatabaseKind.Sqlite, post), Correspondence.AtHand);
        using var nobody = house.Nobody();
        await nobody.AskForLettersAsync(Ada);
        await house.RoundAsync();
        var question = Assert.Single(post.Letters);
        foreach (var door in new[] { "/letters/subscriptions", question.Link("/letters/beginning/") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = Talking.Form(("address", "bea@home.example")) };
            request.Headers.Add("Origin", "https://evil.example");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            Assert.Equal(HttpStatusCode.Forbidden, (await nobody.Http.SendAsync(request)).StatusCode);
        }

        Assert.Equal((1, 0), (await house.RowsAsync("subscription"), await house.Services.GetRequiredService<Subscriptions>().CountAsync(default)));
    }

    [Theory, OnBothDatabases]
    public async Task A43_A44_an_address_is_in_no_log_and_in_no_byte_of_the_database_whatever_becomes_of_its_letters(DatabaseKind on)
    {
        using var words = new WordsInTheHouse();
        await using var post = new PostOffice();
        var settings = await Correspondence.WithMailAsync(on, post);
        var house = await House.OpenAsync(settings, b => { Correspondence.AtHand(b); b.Logging.AddProvider(words); });
        var clock = house.Services.GetRequiredService<TimeProvider>();
        using var ada = await house.AdaAsync();
        using var stella = await house.StellaAsync();
        string[] canaries = ["canaryqx01wv", "canaryqx02wv", "canaryqx03wv", "canaryqx04wv", "canaryqx05wv", "canaryqx06wv"];
        await house.SubscribedAsync(post, [.. canaries[..3].Select(c => $"{c}@home.example")]);
        // Refused for good, refused for now, and a server that hangs up: each with the address in its answer.
        post.ToAddress = to => to.StartsWith(canaries[0], StringComparison.Ordinal) ? $"550 5.1.1 nobody called {to}"
            : to.StartsWith(canaries[1], StringComparison.Ordinal) ? $"451 {to} later" : "250 fine";
        await ada.AskForLettersAsync($"{canaries[3]}@home.example");
        await ada.AskForLettersAsync($"{canaries[4]} at home");
        await ada.AskForLettersAsync($"{canaries[5]}@home.example\r\nBcc: {canaries[5]}@home.example");
        await stella.SendAsync();
        post.ToLetter = () => $"554 {canaries[2]} no";
        await house.RoundAsync();
        await house.RoundAsync();
        foreach (var link in post.Letters.Select(l => l.Link("/letters/ending/")))
        {
            Assert.DoesNotContain("canary", await stella.Http.GetStringAsync("/letters") + await ada.Http.GetStringAsync("/privacy") + link, StringComparison.Ordinal);
        }

        // There is something to find, and it can be opened only with its key.
        Assert.Equal(3, await house.RowsAsync("subscription"));
        Assert.Contains("were not taken by the mail server", words.Log, StringComparison.Ordinal);
        await house.DisposeAsync();

        Assert.NotNull(clock);
        Assert.Empty(await words.WhereAsync(settings, canaries));
    }

    // Nothing of an account, a session, a conversation or a network could stand here: there is no place for it.
    [Fact]
    public async Task A_subscription_has_no_place_for_anything_but_an_address()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);

        var columns = await house.Database().QueryAsync<string>(
            "select t.name || '.' || c.name from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' and t.name in ('subscription', 'letter_due', 'article_letter') order by t.name, c.cid", null, default);

        Assert.Equal(
        [
            "article_letter.article_id", "article_letter.sent_by", "article_letter.sent_at", "article_letter.delivered", "article_letter.undelivered",
            "letter_due.subscription_id", "letter_due.article_id", "letter_due.tries", "letter_due.made_at", "letter_due.due_at",
            "subscription.subscription_id", "subscription.address_lookup", "subscription.sealed", "subscription.asked_at", "subscription.beginning_hash", "subscription.ending_hash", "subscription.confirmed_at",
        ], columns);
    }

    private static async Task IsNothingAsync(Someone someone, string door)
    {
        var missing = await AnswerAsync(await someone.Http.GetAsync("/not-there"));
        Assert.Equal(missing, await AnswerAsync(await someone.Http.GetAsync(door)));
        Assert.Equal(missing, await AnswerAsync(await someone.Http.PostAsync(door, null)));
    }

    // What a caller could compare: the status, every header but the time, and the body without its one random word.
    private static async Task<string> AnswerAsync(HttpResponseMessage answer)
    {
        using var _ = answer;
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not "Date")
            .Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
        return RandomWord().Replace($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}", "nonce");
    }

    [GeneratedRegex("nonce[-=\"]+[A-Za-z0-9_-]{22}")]
    private static partial Regex RandomWord();

    [GeneratedRegex("(?i)crisis|danger|peer|support|mental|health|suicid|dying|listen(?!\\.example)|recover|hurt|hard")]
    private static partial Regex AboutHardTimes();

    [GeneratedRegex("name=\"address\"[^>]*? value=\"([^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex Box();
}
