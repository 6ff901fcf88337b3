namespace Alongside.Browser.Space;

/// <summary>Drawing beside the words, by hand and by keys; without script words can say it.</summary>
public sealed class DrawingTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task What_is_drawn_by_hand_outlives_a_reload_is_kept_and_drawn_by_the_house()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada, Device.SmallPhone);
        await screen.GoAsync("/space/new/note");
        await Assertions.Expect(screen.Page.Locator("a-drawing svg")).ToBeHiddenAsync();
        await screen.Page.GetByText("Or draw it").ClickAsync();
        var sheet = screen.Page.Locator("a-drawing svg");
        await sheet.ScrollIntoViewIfNeededAsync();
        var box = (await sheet.BoundingBoxAsync())!;

        await LineAsync(screen, box, (.1f, .1f), (.5f, .9f));
        await LineAsync(screen, box, (.5f, .9f), (.9f, .1f));
        await LineAsync(screen, box, (.1f, .5f), (.2f, .5f));
        await screen.Page.Locator("[data-do=back]").ClickAsync();
        await Assertions.Expect(sheet.Locator("polyline")).ToHaveCountAsync(2);

        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("a-drawing polyline")).ToHaveCountAsync(2);
        Assert.Empty(await Looking.OverAsync(screen, "a sheet with lines on it"));
        await screen.Page.Locator("#drawn").FillAsync("a valley");
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".drawn polyline")).ToHaveCountAsync(2);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Img, new() { Name = "a valley" })).ToBeVisibleAsync();
        Assert.Empty(await Looking.OverAsync(screen, "a page with a drawing"));
    }

    [Fact]
    public async Task U09_a_line_is_drawn_by_keys_alone()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada);
        await screen.GoAsync("/space/new/feeling");
        await screen.Page.GetByText("Or draw it").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(screen.Page.Locator("a-drawing svg")).ToBeFocusedAsync();

        foreach (var key in new[] { "ArrowLeft", " ", "ArrowDown", "ArrowDown", "ArrowRight", " ", "ArrowRight", " ", "ArrowUp" })
        {
            await screen.Page.Keyboard.PressAsync(key);
        }

        await Assertions.Expect(screen.Page.Locator("input[name=drawing]")).ToHaveValueAsync("480,300 480,320 480,340 500,340;520,340 520,320");
        await Assertions.Expect(screen.Page.Locator("a-drawing [role=status]")).ToHaveTextAsync("The pen is down.");
        await screen.Page.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(screen.Page.Locator("input[name=drawing]")).ToHaveValueAsync("480,300 480,320 480,340 500,340");
        // Tab leads on: nobody is caught on the sheet.
        await screen.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(screen.Page.Locator("[data-do=back]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task U02_without_script_a_sentence_stands_there_and_what_was_drawn_stays()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var page = await Tests.Space.Keeping.KeepAsync(ada, "note", ("drawing", "10,20 30,40"), ("text", "x"));
        var screen = await ScreenAsync(house, ada, device => device.JavaScriptEnabled = false);
        await screen.GoAsync($"/space/pages/{page}/words");

        await Assertions.Expect(screen.Page.Locator(".draw noscript p")).ToContainTextAsync("To draw, this page needs script.");
        await Assertions.Expect(screen.Page.Locator("a-drawing")).ToBeHiddenAsync();
        await screen.Page.Locator("#text").FillAsync("y");
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".drawn polyline")).ToHaveCountAsync(1);
        await screen.GoAsync($"/space/pages/{page}/words");
        await screen.Page.Locator("[name=drawing-gone]").CheckAsync();
        await screen.Page.Locator("#keep").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".drawn polyline")).ToHaveCountAsync(0);
    }

    private static async Task LineAsync(Screen screen, LocatorBoundingBoxResult box, (float X, float Y) from, (float X, float Y) to)
    {
        await screen.Page.Mouse.MoveAsync(box.X + box.Width * from.X, box.Y + box.Height * from.Y);
        await screen.Page.Mouse.DownAsync();
        await screen.Page.Mouse.MoveAsync(box.X + box.Width * to.X, box.Y + box.Height * to.Y, new() { Steps = 8 });
        await screen.Page.Mouse.UpAsync();
    }
}
