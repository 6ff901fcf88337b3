using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Tests.Study;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

/// <summary>What helps a specialist while they write, as a browser without script meets it.</summary>
public sealed partial class CraftTests
{
    private const string Mine = "canarystory: I sat on the bathroom floor and counted the tiles.";

    [Theory, OnBothDatabases]
    public async Task Pieces_are_their_owners_alone_sealed_and_let_go_for_good(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var stella = await house.StellaAsync();
        using var nobody = house.Nobody();
        var once = Once().Match(await ben.Http.GetStringAsync("/pieces/new")).Groups[1].Value;
        foreach (var _ in new[] { 1, 2 })
        {
            using var kept = await ben.PostAsync("/pieces", ("once", once), ("about", "The tiles"), ("purpose", "That a night ends."), ("words", Mine));
            Assert.Equal("/pieces", kept.Headers.Location?.OriginalString);
        }

        Assert.Single(Regex.Matches(await PageAsync(ben, "/pieces"), Regex.Escape(Mine)));
        Assert.Contains("This one is short.", await PageAsync(ben, "/pieces"), StringComparison.Ordinal);
        var database = house.Services.GetRequiredService<Database>();
        var row = await database.FindAsync<byte[]>("select sealed from story_piece where piece_id = @once", new { once }, default);
        Assert.DoesNotContain("canarystory", Encoding.UTF8.GetString(row!), StringComparison.Ordinal);

        // To everybody else it is not there; to those who are not specialists the page is not there either.
        Assert.DoesNotContain("canarystory", await bo.Http.GetStringAsync("/pieces"), StringComparison.Ordinal);
        var missing = await AnswerAsync(bo, HttpMethod.Get, "/pieces/AAAAAAAAAAAAAAAAAAAAAA");
        foreach (var someone in new[] { bo, stella, ada, nobody })
        {
            Assert.Equal(missing, await AnswerAsync(someone, HttpMethod.Get, $"/pieces/{once}"));
            Assert.Equal(missing, await AnswerAsync(someone, HttpMethod.Post, $"/pieces/{once}"));
            Assert.Equal(missing, await AnswerAsync(someone, HttpMethod.Post, $"/pieces/{once}/letting-go"));
            if (someone != bo)
            {
                Assert.Equal(missing, await AnswerAsync(someone, HttpMethod.Get, "/pieces"));
            }
        }

        using var taken = await bo.PostAsync("/pieces", ("once", once), ("about", "Hers now"), ("purpose", "x"), ("words", "x"));
        Assert.DoesNotContain("Hers now", await PageAsync(ben, "/pieces"), StringComparison.Ordinal);

        // Changed, and not over what another window kept.
        using var changed = await ben.PostAsync($"/pieces/{once}", ("version", "1"), ("about", "The tiles"), ("purpose", "That a night ends."), ("words", Mine + " It ended."));
        Assert.Equal($"/pieces#{once}", changed.Headers.Location?.OriginalString);
        using var late = await ben.PostAsync($"/pieces/{once}", ("version", "1"), ("about", "The tiles"), ("purpose", "p"), ("words", "from the other window"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var told = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Contains("You changed this in another window.", told, StringComparison.Ordinal);
        Assert.Contains("\nfrom the other window</textarea>", told, StringComparison.Ordinal);
        Assert.Contains(Mine + " It ended.", await PageAsync(ben, $"/pieces/{once}"), StringComparison.Ordinal);

        var key = await database.FindAsync<string>("select key_id from story_piece where piece_id = @once", new { once }, default);
        Assert.NotNull(await house.Services.GetRequiredService<KeyStore>().FindAsync(key!, default));
        using var gone = await ben.PostAsync($"/pieces/{once}/letting-go");
        Assert.Equal("/pieces", gone.Headers.Location?.OriginalString);
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync(key!, default));
        Assert.Equal(0, await database.FindAsync<long>("select count(*) from story_piece", null, default));
        Assert.Equal(missing, await AnswerAsync(ben, HttpMethod.Get, $"/pieces/{once}"));
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_kept_is_told_in_a_sentence_and_comes_back_as_it_was_typed(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ben = await house.BenAsync();
        foreach (var (about, purpose, words, sentence, back) in new[]
        {
            ("", "why", "the words", "A few words here, so that you find it again.", "\nthe words</textarea>"),
            ("what", " ", "the words", "Why would you tell it? One sentence is enough.", "value=\"what\""),
            ("what", "why", "", "The words are still missing.", "\nwhy</textarea>"),
            ("what", "why", new string('é', 8001), "This is longer than we can keep.", "éé</textarea>"),
            (new string('a', 201), "why", "the words", "This is longer than we can keep.", "\nthe words</textarea>"),
            ("what", "why", "a" + new string('\u0301', 60), "Some letters here carry more marks", "\nwhy</textarea>"),
        })
        {
            using var refused = await ben.PostAsync("/pieces", ("about", about), ("purpose", purpose), ("words", words));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Contains(back, page, StringComparison.Ordinal);
        }

        Assert.Contains("There is nothing here yet.", await PageAsync(ben, "/pieces"), StringComparison.Ordinal);
        using var longer = await ben.PostAsync("/pieces", ("about", "what"), ("purpose", "why"), ("words", string.Join(' ', Enumerable.Repeat("word", 61))));
        Assert.Contains("This one is longer.", await PageAsync(ben, "/pieces"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task U02_A_quote_or_a_piece_comes_into_the_box_beside_what_was_typed_and_is_sent_by_hand(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var self = $"/conversations/{conversation}";
        var seq = await ada.SaidAsync(conversation, "It is so loud. Nobody comes.\nI can't sleep");
        await ben.SaidAsync(conversation, "I'm here.");
        var piece = await PieceAsync(ben, "The tiles", Mine);
        var bos = await PieceAsync(bo, "Other", "Bo's own.");

        foreach (var address in new[] { self, $"/desk/{conversation}" })
        {
            var page = await PageAsync(ben, address);
            Assert.Equal(["It is so loud.", "Nobody comes.", "I can't sleep"], Offered().Matches(page).Select(m => m.Groups[1].Value));
            Assert.Contains(">" + Mine + "</blockquote>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Bo's own.", page, StringComparison.Ordinal);
        }

        Assert.Equal("“Nobody comes.” ", await BoxAsync(ben, self, ("quote", $"{seq}.1")));
        Assert.Equal("You say “Nobody comes.” ", await BoxAsync(ben, self, ("text", "You say "), ("quote", $"{seq}.1")));
        Assert.Equal(Mine, await BoxAsync(ben, self, ("piece", piece)));
        Assert.Equal("May I?\n\n" + Mine, await BoxAsync(ben, self, ("text", "May I?\n"), ("piece", piece)));
        // What is not theirs or not his own has no way in.
        foreach (var (name, value) in new[] { ("quote", $"{seq + 1}.0"), ("quote", $"{seq}.9"), ("quote", "Nobody comes."), ("piece", bos), ("piece", Mine) })
        {
            Assert.Equal("half", await BoxAsync(ben, self, ("text", "half"), (name, value)));
        }

        Assert.Equal("half", await BoxAsync(ada, self, ("text", "half"), ("quote", $"{seq}.1")));
        Assert.Equal(["It is so loud. Nobody comes.\nI can't sleep", "I'm here."], await SaidAsync(ada, conversation));

        // A piece that was said: the floor is to go back. A quote asks for nothing.
        using var filled = await ben.PostAsync(self, ("piece", piece));
        Assert.Contains("name=\"sharing\"", await filled.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var tooLong = await ben.PostAsync(self + "/moments", ("text", new string('é', 8001)), ("sharing", "yes"));
        Assert.Contains("name=\"sharing\"", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var shared = await ben.PostAsync(self + "/moments", ("text", "I counted the tiles."), ("sharing", "yes"));
        Assert.Equal($"/desk/{conversation}#give-back", shared.Headers.Location?.OriginalString);
        Assert.Contains("id=\"give-back\"", await PageAsync(ben, $"/desk/{conversation}"), StringComparison.Ordinal);
        using var quoted = await ben.PostAsync(self + "/moments", ("text", "“Nobody comes.” I'm here."));
        Assert.Equal($"/desk/{conversation}#end", quoted.Headers.Location?.OriginalString);
        Assert.Equal(["I counted the tiles.", "“Nobody comes.” I'm here."], (await SaidAsync(ada, conversation)).TakeLast(2));

        // When it is over nothing is put anywhere, and what is left is about himself.
        await ben.PostAsync(self + "/ending");
        Assert.Equal("", await BoxAsync(ben, self, ("quote", $"{seq}.1")));
        var over = await PageAsync(ben, $"/desk/{conversation}");
        Assert.DoesNotContain("id=\"craft\"", over, StringComparison.Ordinal);
        Assert.Contains("href=\"/growth/debrief\"", over, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_persons_page_is_the_same_whatever_the_specialist_has_ready(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var seq = await ada.SaidAsync(conversation, "It is so loud.");
        var before = Once(await ada.Http.GetStringAsync($"/conversations/{conversation}"));
        await ben.PostAsync($"/conversations/{conversation}", ("piece", await PieceAsync(ben, "The tiles", Mine)));
        await ben.PostAsync($"/conversations/{conversation}", ("quote", $"{seq}.0"));

        Assert.Equal(before, Once(await ada.Http.GetStringAsync($"/conversations/{conversation}")));
        foreach (var trace in new[] { "id=\"craft\"", "data-into-box", "give-back", "canarystory", "/pieces", "debrief", "src=\"/js/craft" })
        {
            Assert.DoesNotContain(trace, before, StringComparison.Ordinal);
        }

        // Neither is what Ben opened anywhere in the log that both have.
        Assert.Equal(2, (await ada.LogAsync(conversation)).Count);

        static string Once(string page) => Changing().Replace(page, "");
    }

    [Fact]
    public async Task The_compass_names_what_the_community_wrote_with_its_source()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var page = await PageAsync(ben, $"/desk/{await house.ConversationAsync(ada, ben)}");
        Assert.All(Alongside.Stewardship.Policy.Default.Compass.Topics, topic =>
        {
            Assert.NotEmpty(topic.Signposts);
            Assert.All(topic.Signposts, signpost =>
            {
                Assert.Contains($"<strong>{signpost.Name}</strong> <span class=\"reach\">{signpost.Reach}</span>", page, StringComparison.Ordinal);
                Assert.Contains($"{signpost.Says}<span class=\"aside\">Found at {signpost.Source}, on {signpost.Checked:d MMMM yyyy}. The community has yet to confirm this.", page, StringComparison.Ordinal);
            });
        });

        // A policy from before there was a compass: the questions stay, and it is said that no place is named.
        var settings = await House.FreshSettingsAsync(DatabaseKind.Sqlite);
        var shipped = Alongside.Stewardship.PolicyDocument.Shipped;
        await File.WriteAllTextAsync(Path.Combine(settings.Data, "policy.yaml"), shipped[..shipped.IndexOf("\ncompass:", StringComparison.Ordinal)] + "\n");
        await using var older = await House.OpenAsync(settings);
        using var cleo = await older.CleoAsync();
        using var bo = await older.BoAsync();
        var bare = await PageAsync(bo, $"/desk/{await older.ConversationAsync(cleo, bo)}");
        Assert.Equal(5, Regex.Count(bare, "Your community has named no place for this yet."));
    }

    private static async Task<string> PieceAsync(Someone someone, string about, string words)
    {
        var once = Once().Match(await someone.Http.GetStringAsync("/pieces/new")).Groups[1].Value;
        using var kept = await someone.PostAsync("/pieces", ("once", once), ("about", about), ("purpose", "why"), ("words", words));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        return once;
    }

    /// <summary>What is in the box once something was pressed.</summary>
    private static async Task<string> BoxAsync(Someone someone, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.PostAsync(address, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Box().Match(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())).Groups[1].Value;
    }

    private static async Task<string> PageAsync(Someone someone, string path) => WebUtility.HtmlDecode(await someone.Http.GetStringAsync(path));

    private static async Task<List<string>> SaidAsync(Someone someone, string conversation) =>
        [.. (await someone.LogAsync(conversation)).Where(m => m.GetProperty("kind").GetString() == "said").Select(m => m.Text())];

    private static async Task<string> AnswerAsync(Someone someone, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("about", "a"), KeyValuePair.Create("purpose", "b"), KeyValuePair.Create("words", "c")]);
        }

        using var answer = await someone.Http.SendAsync(request);
        return $"{(int)answer.StatusCode} {Changing().Replace(await answer.Content.ReadAsStringAsync(), "")}";
    }

    [GeneratedRegex("name=\"once\" value=\"([^\"]+)\"")]
    private static partial Regex Once();

    [GeneratedRegex("name=\"quote\" value=\"[^\"]*\"[^>]*>“<span data-into-box>([^<]+)</span>”")]
    private static partial Regex Offered();

    [GeneratedRegex("<textarea id=\"text\"[^>]*>\n?([^<]*)</textarea>")]
    private static partial Regex Box();

    // What differs from one drawing of a page to the next.
    [GeneratedRegex("nonce[-=\"]+[A-Za-z0-9_-]{22}|name=\"clientId\" value=\"[^\"]+\"")]
    private static partial Regex Changing();
}
