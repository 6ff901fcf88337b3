using System.Text.Json;
using Alongside.Conversations;
using Alongside.Conversations.Craft;

namespace Alongside.Browser.Conversations;

/// <summary>What helps a specialist while they write: opened, used and sent, with and without script.</summary>
public sealed class CraftTests(Chromium chromium) : PageTest(chromium)
{
    private const string Mine = "I sat on the bathroom floor and counted the tiles until it was light.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ben_quotes_Ada_shares_a_piece_and_gives_the_floor_back(bool withScript)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "It is so loud. Nobody comes.");
        var screen = await ScreenAsync(house, ben, withScript ? Device.SmallPhone : Device.WithoutScript);
        var page = screen.Page;

        // He prepares a piece, and comes back to the conversation.
        await screen.GoAsync("/desk");
        await page.Locator("a[href='/pieces']").ClickAsync();
        await page.Locator("main a.button").ClickAsync();
        await page.Locator("#about").FillAsync("The tiles");
        await page.Locator("#purpose").FillAsync("That a night ends.");
        await page.Locator("#words").FillAsync(Mine);
        await page.Locator("main form button").ClickAsync();
        await Assertions.Expect(page.Locator(".story .words")).ToHaveTextAsync(Mine);
        if (withScript)
        {
            await screen.OpenAsync($"/desk/{conversation}");
        }
        else
        {
            await screen.GoAsync($"/desk/{conversation}");
        }

        // Her words, beside what he had begun.
        await screen.Box().FillAsync("You said");
        await OpenAsync("#their-words");
        await page.Locator("button[name=quote]", new() { HasText = "Nobody comes." }).ClickAsync();
        await Assertions.Expect(screen.Box()).ToHaveValueAsync("You said “Nobody comes.” ");
        await Assertions.Expect(page.Locator("#craft")).Not.ToHaveAttributeAsync("open", "");
        await screen.Box().FillAsync("You said “Nobody comes.” I'm here.");
        await screen.SendAsync();
        await screen.ShowsAsync("It is so loud. Nobody comes.", "You said “Nobody comes.” I'm here.");
        await Assertions.Expect(page.Locator("#give-back")).ToBeHiddenAsync();

        // Ask first, in his own words; then his piece, changed so that it fits; then the floor goes back.
        await OpenAsync("#my-pieces");
        await page.Locator("#my-pieces .piece > summary").ClickAsync();
        await Assertions.Expect(page.Locator("#my-pieces .piece")).ToContainTextAsync("That a night ends.");
        await Assertions.Expect(page.Locator("#my-pieces ol > li")).ToHaveCountAsync(3);
        await screen.SayAsync("May I tell you about one night of mine?");
        await screen.ShowsAsync("It is so loud. Nobody comes.", "You said “Nobody comes.” I'm here.", "May I tell you about one night of mine?");
        await ada.SaidAsync(conversation, "Yes.");
        await OpenAsync("#my-pieces");
        if (!await page.Locator("button[name=piece]").IsVisibleAsync())
        {
            await page.Locator("#my-pieces .piece > summary").ClickAsync();
        }

        await page.Locator("button[name=piece]").ClickAsync();
        await Assertions.Expect(screen.Box()).ToHaveValueAsync(Mine);
        await Assertions.Expect(page.Locator("#give-back")).ToBeHiddenAsync();
        await screen.Box().FillAsync(Mine.Replace("bathroom", "kitchen", StringComparison.Ordinal));
        await screen.SendAsync();
        await Assertions.Expect(page.Locator("#give-back")).ToBeVisibleAsync();
        await screen.SayAsync("What are your nights like?");
        await Assertions.Expect(page.Locator("#give-back")).ToBeHiddenAsync();
        Assert.Equal(
            ["It is so loud. Nobody comes.", "You said “Nobody comes.” I'm here.", "May I tell you about one night of mine?", "Yes.", Mine.Replace("bathroom", "kitchen", StringComparison.Ordinal), "What are your nights like?"],
            (await ada.LogAsync(conversation)).Where(m => m.GetProperty("kind").GetString() == "said").Select(m => m.Text()));

        async Task OpenAsync(string part)
        {
            if (!await page.Locator(part).IsVisibleAsync())
            {
                await page.Locator("#craft > summary").ClickAsync();
            }

            if (await page.Locator(part).GetAttributeAsync("open") is null)
            {
                await page.Locator($"{part} > summary").ClickAsync();
            }
        }
    }

    [Fact]
    public async Task What_is_said_while_it_lies_open_can_be_quoted_and_weighs_in_the_balance()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var screen = await ScreenAsync(house, ben);
        await screen.OpenAsync($"/desk/{conversation}");
        await screen.Page.Locator("#craft > summary").ClickAsync();
        await screen.Page.Locator("#their-words > summary").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#their-words .none")).ToBeVisibleAsync();
        await ada.SaidAsync(conversation, string.Join(' ', Enumerable.Repeat("on and", 30)) + ". It ends.");
        await Assertions.Expect(screen.Page.Locator("button[name=quote]")).ToHaveCountAsync(2);
        await Assertions.Expect(screen.Page.Locator("#their-words .none")).ToBeHiddenAsync();
        await screen.Page.Locator("#balance > summary").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#balance p:visible")).ToHaveTextAsync("Lately most of the words were theirs.");
        // Nothing of what is open here is told to the other side.
        await Assertions.Expect((await Adas(house, ada, conversation)).Page.Locator("#presence span")).Not.ToHaveTextAsync("is writing");
    }

    [Fact]
    public async Task The_page_quotes_and_weighs_as_the_house_does()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var screen = await ScreenAsync(house, ben);
        await screen.GoAsync("/desk");
        var random = new Random(11);
        string[] pieces = ["loud", "so.", " ", "\n", "…", "What?", "3.50 ", "no!! ", "“quiet.” ", "été ", new string('x', 150), "a b c d e f g h ", "word ", "word ", "?! "];
        var logs = Enumerable.Range(0, 300).Select(_ => Enumerable.Range(1, random.Next(30)).Select(seq => (
            Kind: random.Next(4) switch { 0 => "reflection", 1 => "answer", _ => "said" }, Mine: random.Next(3) > 0, Seq: seq,
            Text: string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => pieces[random.Next(pieces.Length)])))).ToList()).ToList();
        var sheets = logs.Select(log => new ConversationSheet("x", "specialist", "Ben", Standing.Of([]), "Ada", true, true,
            [.. log.Select(m => new MomentView(m.Seq, m.Kind == "reflection" && !m.Mine ? "said" : m.Kind, m.Mine ? "specialist" : "person", m.Mine ? "Ben" : "Ada", "", default, m.Text))], null, [], new HashSet<string>())).ToList();

        var page = await screen.Page.EvaluateAsync<string[]>(
            """
            async (logs) => {
              const { balanceOf, quotesOf } = await import("/js/craft.js");
              return JSON.parse(logs).map((log) => JSON.stringify([balanceOf(log), quotesOf(log.filter((turn) => turn.theirs)).map(({ name, words }) => [name, words])]));
            }
            """,
            JsonSerializer.Serialize(logs.Select(log => log.Select(m => new { seq = m.Seq, mine = m.Mine, theirs = !m.Mine, text = m.Text }))));

        var expected = sheets.Select(sheet => (Balance.Of(sheet), Quotes.Of(sheet).Select(q => (q.Name, q.Words)).ToList())).ToList();
        var read = page.Select(text => JsonDocument.Parse(text).RootElement).Select(d => (d[0].GetString()!, d[1].EnumerateArray().Select(q => (q[0].GetString()!, q[1].GetString()!)).ToList())).ToList();
        Assert.Equal(expected.Select(e => e.Item1), read.Select(r => r.Item1));
        Assert.Equal(expected.Select(e => e.Item2), read.Select(r => r.Item2));
        Assert.Equal(Balance.All.Order(), expected.Select(e => e.Item1).Distinct().Order());
        Assert.Contains(expected, e => e.Item2.Count == Quotes.Most);
    }

    [Fact]
    public async Task U06_U07_U08_all_of_it_open_in_every_light_and_width()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "It is so loud. Nobody comes.");
        using (var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("about", "The tiles"), KeyValuePair.Create("purpose", "That a night ends."), KeyValuePair.Create("words", Mine)]))
        {
            await ben.Http.PostAsync("/pieces", form);
        }

        var screen = await ScreenAsync(house, ben);
        await screen.OpenAsync($"/desk/{conversation}");
        await screen.Page.SetViewportSizeAsync(320, 640);
        await screen.Page.Locator("#craft > summary").ClickAsync();
        var faults = new List<string>();
        foreach (var part in new[] { "#my-pieces > summary", "#my-pieces .piece > summary", "#craft .panel > details:nth-of-type(4) > summary" })
        {
            await screen.Page.SetViewportSizeAsync(320, 640);
            await screen.Page.Locator(part).ClickAsync();
            if (part != "#my-pieces > summary")
            {
                faults.AddRange(await Looking.OverAsync(screen, part));
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private async Task<Screen> Adas(House house, Someone ada, string conversation)
    {
        var screen = await ScreenAsync(house, ada);
        await screen.OpenAsync($"/conversations/{conversation}");
        return screen;
    }
}
