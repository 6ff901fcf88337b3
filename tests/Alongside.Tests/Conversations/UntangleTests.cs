using System.Net;
using System.Text.RegularExpressions;
using Alongside.Conversations;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

/// <summary>The untangling page, as a browser without script meets it.</summary>
public sealed partial class UntangleTests
{
    [Theory, OnBothDatabases]
    public async Task Pieces_are_put_down_arranged_and_handed_over_some_all_or_none(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var piece in new[] { "the letter", "my brother", "since March" })
        {
            await AddAsync(ada, piece);
        }

        // Nothing of it is in the conversation until it is handed over.
        Assert.Single(await ada.LogAsync(conversation));
        Assert.Equal(["the letter", "my brother", "since March"], await PiecesAsync(ada));
        await PostAsync(ada, "/untangle/order", ("up", await IdAsync(ada, "since March")));
        await PostAsync(ada, "/untangle/order", ("down", await IdAsync(ada, "the letter")));
        await PostAsync(ada, "/untangle/order", ("up", await IdAsync(ada, "since March")));
        Assert.Equal(["since March", "the letter", "my brother"], await PiecesAsync(ada));

        // Some, twice: said once, by her, in the order of the page.
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal($"/conversations/{conversation}#end", await PostAsync(ada, "/untangle/handing-over",
                ("fragment", await IdAsync(ada, "my brother")), ("fragment", await IdAsync(ada, "since March"))));
        }

        Assert.Equal(["since March", "my brother"], await SaidAsync(ben, conversation));
        Assert.Equal(2, Regex.Count(await PageAsync(ada), "You handed this over."));
        await PostAsync(ada, "/untangle/handing-over", ("all", "yes"));
        Assert.Equal(["since March", "my brother", "the letter"], await SaidAsync(ben, conversation));
    }

    [Theory, OnBothDatabases]
    public async Task They_are_hers_alone_survive_and_are_let_go_for_good(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        string id, token;
        await using (var first = await House.OpenAsync(settings))
        {
            using var ada = await first.AdaAsync();
            using var cleo = await first.CleoAsync();
            using var ben = await first.BenAsync();
            token = ada.Token!;
            await AddAsync(ada, "nobody knows this");
            await AddAsync(ada, "or this");
            id = await IdAsync(ada, "nobody knows this");
            await AddAsync(cleo, "hers");
            Assert.Equal(["hers"], await PiecesAsync(cleo));
            await PostAsync(cleo, "/untangle/letting-go", ("gone", id));
            await PostAsync(cleo, "/untangle/order", ("down", id));
            await PostAsync(cleo, "/untangle/handing-over", ("fragment", id));
            Assert.Equal(HttpStatusCode.NotFound, (await ben.Http.GetAsync("/untangle")).StatusCode);
        }

        await using var second = await House.OpenAsync(settings);
        using var again = new Someone(second, default, "", token);
        Assert.Equal(["nobody knows this", "or this"], await PiecesAsync(again));
        await PostAsync(again, "/untangle/letting-go", ("gone", id));
        Assert.Equal(["or this"], await PiecesAsync(again));
        Assert.Null(await second.Services.GetRequiredService<KeyStore>().FindAsync($"f:{id}", default));
        await PostAsync(again, "/untangle/letting-go", ("all", "yes"));
        Assert.Empty(await PiecesAsync(again));
        Assert.Equal(1, await second.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from fragment", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_cannot_be_kept_or_handed_over_stays_where_it_was(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var tooLong = await ada.Http.PostAsync("/untangle", Talking.Form(("text", new string('é', 8001)), ("clientId", Guid.CreateVersion7().ToString())));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Contains("éééé</textarea>", WebUtility.HtmlDecode(await tooLong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        // Sent twice, it is one piece; nothing is no piece.
        var clientId = Guid.CreateVersion7().ToString();
        foreach (var text in new[] { "once", "once", "  " })
        {
            await PostAsync(ada, "/untangle", ("text", text), ("clientId", text == "once" ? clientId : Guid.CreateVersion7().ToString()));
        }

        Assert.Equal(["once"], await PiecesAsync(ada));
        // Nobody is there to hand it to, and nothing is lost by trying.
        Assert.Equal("/untangle?left=true#pieces", await PostAsync(ada, "/untangle/handing-over", ("all", "yes")));
        Assert.Contains("Some pieces are still here.", await PageAsync(ada, "/untangle?left=true"), StringComparison.Ordinal);
        var conversation = await house.ConversationAsync(ada, ben);
        await ben.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        Assert.Equal("/untangle?left=true#pieces", await PostAsync(ada, "/untangle/handing-over", ("all", "yes")));
        Assert.Equal(["once"], await PiecesAsync(ada));
    }

    [Theory, OnBothDatabases]
    public async Task A_page_nobody_touched_for_the_days_of_the_policy_is_erased_whole(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        await AddAsync(ada, "old");
        await AddAsync(cleo, "old too");
        clock.Move(TimeSpan.FromDays(20));
        await AddAsync(cleo, "touched again");
        clock.Move(TimeSpan.FromDays(11));

        var untangling = house.Services.GetRequiredService<Untangling>();
        await untangling.EraseWhatIsOverAsync(default);

        Assert.Empty(await untangling.OfAsync(ada.Id, default));
        Assert.Equal(["old too", "touched again"], (await untangling.OfAsync(cleo.Id, default)).Select(f => f.Words));
    }

    private static async Task AddAsync(Someone someone, string piece) =>
        Assert.Equal("/untangle#write", await PostAsync(someone, "/untangle", ("text", piece), ("clientId", Guid.CreateVersion7().ToString())));

    private static async Task<string> PostAsync(Someone someone, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await someone.Http.PostAsync(path, Talking.Form(fields));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> PageAsync(Someone someone, string path = "/untangle") => WebUtility.HtmlDecode(await someone.Http.GetStringAsync(path));

    private static async Task<List<string>> PiecesAsync(Someone someone) => [.. Pieces().Matches(await PageAsync(someone)).Select(m => m.Groups[1].Value)];

    private static async Task<string> IdAsync(Someone someone, string piece)
    {
        var page = await PageAsync(someone);
        return Gone().Match(page[page.IndexOf($">{piece}<", StringComparison.Ordinal)..]).Groups[1].Value;
    }

    private static async Task<List<string>> SaidAsync(Someone someone, string conversation) =>
        [.. (await someone.LogAsync(conversation)).Where(m => m.GetProperty("kind").GetString() == "said").Select(m => m.Text())];

    [GeneratedRegex("class=\"words\" id=\"p\\d+\" dir=\"auto\">([^<]*)<")]
    private static partial Regex Pieces();

    [GeneratedRegex("name=\"gone\" value=\"([^\"]+)\"")]
    private static partial Regex Gone();
}
