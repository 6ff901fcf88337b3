namespace Alongside.Browser.Practice;

/// <summary>A whole scene with its feedback, by keyboard alone, without script, on the smallest phone; and looked over by axe.</summary>
public sealed class SceneTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U09_a_scene_and_its_feedback_by_keyboard_alone()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var screen = await ScreenAsync(house, ben, device => device.ViewportSize = new() { Width = 640, Height = 480 });
        await screen.GoAsync("/practice");
        await screen.EnterOnAsync("button[name=person][value=walter]");
        await screen.Page.WaitForURLAsync("**/practice/scenes/*");
        await Assertions.Expect(screen.Page.Locator(".announced")).ToContainTextAsync("Walter is made up");

        await screen.TabToAsync("#said");
        await screen.KeysAsync("The house has got too big, and too quiet.");
        await screen.EnterOnAsync(".composer .button");
        await Assertions.Expect(screen.Page.Locator(".moment.said.mine .words")).ToHaveTextAsync(["The house has got too big, and too quiet."]);
        await screen.TabToAsync("#said");
        await screen.KeysAsync("You should join a club.");
        await screen.EnterOnAsync(".composer .button");
        await Assertions.Expect(screen.Page.Locator(".moment.said.mine")).ToHaveCountAsync(2);

        await screen.EnterOnAsync(".aids details summary");
        await Assertions.Expect(screen.Page.Locator(".aids blockquote p").First).ToBeVisibleAsync();
        await screen.EnterOnAsync("form[action$='/second-try'] button");
        await Assertions.Expect(screen.Page.Locator("#said")).ToHaveValueAsync("You should join a club.");
        await Assertions.Expect(screen.Page.Locator(".moment.said.mine")).ToHaveCountAsync(1);

        await screen.EnterOnAsync("form[action$='/ending'] button");
        await screen.Page.WaitForURLAsync("**/feedback");
        await Assertions.Expect(screen.Page.Locator(".script .mine .words")).ToHaveTextAsync(["The house has got too big, and too quiet."]);
        await screen.EnterOnAsync(".trust summary");
        await Assertions.Expect(screen.Page.Locator(".trust table")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task U05_U08_a_beginner_chooses_lines_without_script_at_320_px()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var screen = await ScreenAsync(house, ben, device =>
        {
            device.JavaScriptEnabled = false;
            device.ViewportSize = new() { Width = 320, Height = 568 };
        });
        await screen.GoAsync("/practice");
        await screen.Page.Locator("input[value=choices]").CheckAsync();
        await screen.Page.Locator("button[name=person][value=amira]").ClickAsync();
        for (var turn = 1; turn <= 3; turn++)
        {
            await screen.Page.Locator(".offers button[name=choice]").First.ClickAsync();
            await Assertions.Expect(screen.Page.Locator(".moment.said.mine")).ToHaveCountAsync(turn);
        }

        await screen.Page.Locator("form[action$='/ending'] button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".script .mine")).ToHaveCountAsync(3);
        await Assertions.Expect(screen.Page.Locator(".script .margin .move").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task U06_a_scene_that_goes_on_in_every_light_and_width()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var scene = await house.SceneAsync(ben);
        var screen = await ScreenAsync(house, ben);
        await screen.GoAsync(scene);
        await screen.Page.Locator(".aids summary").First.ClickAsync();

        var faults = await Looking.OverAsync(screen, "a scene, with the account from inside");
        await screen.GoAsync(scene + "/feedback");
        await screen.Page.Locator(".trust summary").ClickAsync();
        faults.AddRange(await Looking.OverAsync(screen, "feedback, with the table"));

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
