using Alongside.Tests.Space;

namespace Alongside.Browser.Space;

/// <summary>From one's own story into somebody else's plan and back; and a page that two write.</summary>
public sealed class ToldAndTogetherTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task U02_a_story_is_told_read_first_kept_by_somebody_and_taken_back(bool script)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var adas = await ScreenAsync(house, ada, Hand);
        var bens = await ScreenAsync(house, ben, Hand);
        var cleos = await ScreenAsync(house, cleo, Hand);

        await adas.GoAsync("/library");
        await adas.Page.Locator("a[href='/library/tellings']").ClickAsync();
        await adas.Page.Locator("a[href='/library/tellings/new']").ClickAsync();
        await adas.Page.Locator("#title").FillAsync("The stairs");
        await adas.Page.Locator("#name").FillAsync("Wren");
        await adas.Page.Locator("#notes").FillAsync("A fall.");
        await adas.Page.Locator("#words").FillAsync("I lived in a lighthouse of my own making.");
        await adas.Page.Locator("#cardTitle").FillAsync("Ten steps");
        await adas.Page.Locator("#cardWords").FillAsync("I climb ten steps, and then I may sit down.");
        // Without the word that everybody may read it, it stays.
        await adas.Page.Locator("#send").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#refusal")).ToContainTextAsync("Tick that everybody may read it.");
        await Assertions.Expect(adas.Page.Locator("#words")).ToHaveValueAsync("I lived in a lighthouse of my own making.");
        await adas.Page.Locator("[name=agreed]").CheckAsync();
        await adas.Page.Locator("#send").ClickAsync();
        await Assertions.Expect(adas.Page.GetByText("It waits to be read first.")).ToBeVisibleAsync();

        await bens.GoAsync("/library/reading-first");
        await bens.Page.Locator("main a", new() { HasText = "The stairs" }).ClickAsync();
        await bens.Page.Locator("#agree").ClickAsync();
        await bens.Page.WaitForURLAsync("**/library/reading-first");

        await cleos.GoAsync("/library");
        await cleos.Page.Locator("main a", new() { HasText = "The stairs" }).ClickAsync();
        await Assertions.Expect(cleos.Page.GetByText("Good to know before: A fall.")).ToBeVisibleAsync();
        var story = cleos.Page.Url;
        await cleos.Page.Locator("main a", new() { HasText = "Ten steps" }).ClickAsync();
        await cleos.Page.Locator("#take").ClickAsync();
        await cleos.GoAsync("/space/plan");
        await Assertions.Expect(cleos.Page.Locator(".piece .from")).ToHaveTextAsync("From “Ten steps”, in Wren’s story.");

        // Thanks, since both wish it.
        await adas.GoAsync("/library/tellings");
        await adas.Page.Locator("button[name=wish][value=yes]").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("button[name=wish][value=no]")).ToBeVisibleAsync();
        await cleos.Page.Locator(".piece a[href^='/space/pages/']").First.ClickAsync();
        await cleos.Page.GetByText("Thank the one who told this").ClickAsync();
        await LookAsync(cleos, "a line of thanks");
        await cleos.Page.GetByLabel("One kind line").FillAsync("The tenth step is my favorite.");
        await cleos.Page.GetByText("Send it", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(cleos.Page.GetByText("You sent a line of thanks to the one who told this.")).ToBeVisibleAsync();
        await adas.Page.ReloadAsync();
        await Assertions.Expect(adas.Page.GetByText("The tenth step is my favorite.")).ToBeVisibleAsync();
        await LookAsync(adas, "thanks that came");

        await adas.Page.Locator("form[action$='/taking-back'] button").ClickAsync();
        await Assertions.Expect(adas.Page.GetByText("The stairs")).ToHaveCountAsync(0);
        Assert.Equal(404, (await cleos.GoAsync(new Uri(story).AbsolutePath))!.Status);
        await cleos.GoAsync("/space/plan");
        await Assertions.Expect(cleos.Page.Locator(".piece .said")).ToHaveTextAsync("I climb ten steps, and then I may sit down.");
        await Assertions.Expect(cleos.Page.Locator(".piece .from")).ToHaveTextAsync("From the card “Ten steps”.");

        void Hand(BrowserNewContextOptions device)
        {
            Device.SmallPhone(device);
            device.JavaScriptEnabled = script;
        }

        async Task LookAsync(Screen screen, string what)
        {
            if (script)
            {
                Assert.Empty(await Looking.OverAsync(screen, what));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task U02_a_page_is_written_by_two_and_gone_back_to_and_the_pen_taken_back(bool script)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var adas = await ScreenAsync(house, ada, device => device.JavaScriptEnabled = script);
        var bens = await ScreenAsync(house, ben, device => device.JavaScriptEnabled = script);
        var page = await ada.KeepAsync("letter", ("to", "The housing office"), ("text", "Dear Sir or Madam,"));

        await adas.GoAsync($"/space/pages/{page}/sharing");
        await adas.Page.Locator("[name=pen]").CheckAsync();
        await adas.Page.Locator("main form button.button").ClickAsync();
        var code = (await adas.Page.Locator("#code").TextContentAsync())!;
        await bens.GoAsync("/shared");
        await bens.Page.Locator("#code").FillAsync(code);
        await bens.Page.Locator("main button").ClickAsync();
        await bens.Page.Locator("#write").ClickAsync();
        await bens.Page.Locator("#text").FillAsync("Dear Sir or Madam,\nthe heating has been off since Monday.");
        await bens.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(bens.Page.Locator(".words")).ToContainTextAsync("since Monday");

        await adas.GoAsync($"/space/pages/{page}");
        await Assertions.Expect(adas.Page.Locator(".words")).ToContainTextAsync("since Monday");
        await Assertions.Expect(adas.Page.GetByText("Written by you and Ben.")).ToBeVisibleAsync();
        await adas.Page.Locator("a[href$='/versions']").ClickAsync();
        await Assertions.Expect(adas.Page.Locator(".versions")).ToContainTextAsync("written by Ben");
        Assert.Equal(200, (await bens.GoAsync(new Uri(bens.Page.Url).AbsolutePath + "/words"))!.Status);
        await adas.GoAsync($"/space/pages/{page}/sharing");
        await adas.Page.Locator(".consents button").ClickAsync();
        await bens.Page.Locator("#text").FillAsync("too late");
        await bens.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("h1")).Not.ToHaveTextAsync("Letter");
        await adas.GoAsync($"/space/pages/{page}");
        await Assertions.Expect(adas.Page.Locator(".words")).Not.ToContainTextAsync("too late");
    }
}
