using System.Text;
using System.Text.RegularExpressions;
using Alongside.Library;
using Alongside.Tests.Space;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.Space;

/// <summary>From somebody's story into one's own plan, and from there to one reader and back.</summary>
public sealed class WholeWayTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task U02_a_card_of_a_story_becomes_a_piece_of_ones_own_plan_is_shown_to_a_specialist_and_taken_back(bool script)
    {
        var house = await HouseAsync(adjust: b => b.Services.AddSingleton(new StarterLibrary(WithExamples: true)));
        using var ben = await house.BenAsync();
        var bens = await ScreenAsync(house, ben, Hand);
        var adas = await StrangerAsync(house, Hand);

        // Somebody who was never here reads a story, and takes what it tells of.
        await adas.GoAsync("/library");
        await adas.Page.Locator("a[href='/library/stories/marias-window']").ClickAsync();
        await Assertions.Expect(adas.Page.Locator(".notice")).ToContainTextAsync("made up");
        await adas.Page.Locator("a[href='/library/cards/one-sock']").ClickAsync();
        await adas.Page.Locator("#take").ClickAsync();

        // It is changed, and stands in the plan with where it came from.
        await Assertions.Expect(adas.Page).ToHaveURLAsync(new Regex("/space/pages/[^/]+/words$"));
        await adas.Page.Locator("#text").FillAsync("Both socks, and my phone stays in the kitchen.");
        await adas.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(adas.Page).ToHaveURLAsync(new Regex("/space/pages/[^/]+$"));
        var page = adas.Page.Url;
        await adas.GoAsync("/space/plan");
        await Assertions.Expect(adas.Page.Locator(".piece .said")).ToHaveTextAsync("Both socks, and my phone stays in the kitchen.");
        await Assertions.Expect(adas.Page.Locator(".piece .from")).ToHaveTextAsync("From “One sock”, in Maria’s story, changed by me.");

        // For a week, to one reader.
        await adas.GoAsync(page);
        await adas.Page.Locator("a[href$='/sharing']").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("input[name=days][value='7']")).ToBeCheckedAsync();
        await adas.Page.Locator("main form button.button").ClickAsync();
        var code = (await adas.Page.Locator("#code").TextContentAsync())!;
        await bens.GoAsync("/shared");
        await bens.Page.Locator("#code").FillAsync(code);
        await bens.Page.Locator("main button").ClickAsync();
        await Assertions.Expect(bens.Page.Locator(".words .said")).ToHaveTextAsync("Both socks, and my phone stays in the kitchen.");
        await bens.Page.Locator("#words").FillAsync("The kitchen made me smile.");
        await bens.Page.Locator("form.write button").ClickAsync();
        await Assertions.Expect(bens.Page.Locator(".reply .said")).ToHaveTextAsync("The kitchen made me smile.");

        // She sees that it was read, and what he wrote; then she takes it back.
        await adas.GoAsync(page);
        await Assertions.Expect(adas.Page.Locator(".reply")).ToContainTextAsync("Ben");
        await adas.Page.Locator("a[href$='/sharing']").ClickAsync();
        await Assertions.Expect(adas.Page.Locator(".consents")).ToContainTextAsync("Ben may read it until");
        await Assertions.Expect(adas.Page.Locator(".readings li")).ToHaveCountAsync(2);
        await adas.Page.Locator(".consents button").ClickAsync();
        await Assertions.Expect(adas.Page.Locator(".consents")).ToContainTextAsync("you took it back");
        Assert.Equal(404, (await bens.Page.ReloadAsync())!.Status);

        void Hand(BrowserNewContextOptions device)
        {
            Device.SmallPhone(device);
            device.JavaScriptEnabled = script;
        }
    }

    [Fact]
    public async Task What_was_being_written_outlives_a_reload_and_is_forgotten_when_it_is_kept()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada);
        await screen.GoAsync("/space/new/note");
        await screen.Page.Locator("#text").FillAsync("half a thought");

        await screen.Page.ReloadAsync();

        await Assertions.Expect(screen.Page.Locator("#text")).ToHaveValueAsync("half a thought");
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".words .said")).ToHaveTextAsync("half a thought");
        await screen.GoAsync("/space/new/note");
        await Assertions.Expect(screen.Page.Locator("#text")).ToHaveValueAsync("");
        Assert.Equal("{}", await screen.Page.EvaluateAsync<string>("() => JSON.stringify(sessionStorage)"));
    }

    [Theory]
    [InlineData("/space/plan")]
    [InlineData("/space/plan?large=true")]
    public async Task U36_a_plan_of_fourteen_pieces_prints_on_one_page(string address)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        await ada.PostFormAsync("/space/plan/sections", ("sections", "What keeps me well\nThings I do on most days\nWhat can knock me over\nFirst signs I notice\nWhen it gets hard\nIf I can’t speak for myself\nAfterwards"));
        foreach (var i in Enumerable.Range(0, address.Contains("large", StringComparison.Ordinal) ? 7 : 14))
        {
            string[] sections = ["What keeps me well", "Things I do on most days", "What can knock me over", "First signs I notice", "When it gets hard", "If I can’t speak for myself", "Afterwards"];
            await ada.KeepAsync("plan", ("section", sections[i % 7]), ("text", $"Piece {i}: two lines of what helps, in plain words, as somebody would write them on a quiet evening."));
        }

        var screen = await ScreenAsync(house, ada);
        await screen.GoAsync(address);

        var paper = Encoding.Latin1.GetString(await screen.Page.PdfAsync(new() { Format = "Letter", Margin = new() { Top = "12mm", Bottom = "12mm", Left = "14mm", Right = "14mm" } }));

        Assert.Equal(1, Regex.Count(paper, @"/Type\s*/Page\b"));
    }
}
