namespace Alongside.Browser.Pages;

/// <summary>The quick way out.</summary>
public sealed class LeavingTests(Chromium chromium) : PageTest(chromium)
{
    // What the page shows when the last listener has had the event: no frame can be painted before that.
    private const string LookAtOnce =
        """
        () => {
          const look = () => {
            const page = document.documentElement;
            const shown = [...document.body.children].some((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
            if (page.classList.contains("gone")) console.info(`covered: shows ${shown ? "something" : "nothing"}, title "${document.title}"`);
          };
          addEventListener("click", look);
          addEventListener("keydown", look);
        }
        """;

    [Fact]
    public async Task U16_the_page_is_covered_before_anything_else_happens_and_Back_shows_nothing()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada, Device.Phone);
        await screen.GoAsync("/");
        await screen.GoAsync("/return-words");
        await screen.Page.EvaluateAsync(LookAtOnce);
        var covered = screen.Page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.StartsWith("covered", StringComparison.Ordinal) });

        await screen.Page.Locator("[data-exit]").ClickAsync();

        await screen.Page.WaitForURLAsync("**/soup");
        Assert.Equal("covered: shows nothing, title \"\"", (await covered).Text);
        Assert.Empty(await screen.Context.CookiesAsync());
        await screen.Page.GoBackAsync();
        await screen.Page.WaitForURLAsync("**/soup");
        await IsSoupAsync(screen);
    }

    [Fact]
    public async Task U16_A42_the_session_is_over_after_leaving()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada);
        Assert.Equal(200, (await screen.GoAsync("/sessions"))!.Status);

        await screen.Page.Locator("[data-exit]").ClickAsync();
        await screen.Page.WaitForURLAsync("**/soup");

        // Whoever copied the cookie before has nothing in hand either.
        await screen.EnterAsync(ada.Token!);
        Assert.Equal(404, (await screen.GoAsync("/sessions"))!.Status);
    }

    [Fact]
    public async Task U16_leaving_works_without_script()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada, Device.WithoutScript);
        await screen.GoAsync("/sessions");

        await screen.Page.Locator("[data-exit]").ClickAsync();

        await screen.Page.WaitForURLAsync("**/soup");
        Assert.Empty(await screen.Context.CookiesAsync());
    }

    [Fact]
    public async Task U17_Shift_three_times_leaves_and_Escape_does_not()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house);
        await screen.GoAsync("/return");
        var box = screen.Page.Locator("main textarea, main input").First;
        await box.FocusAsync();
        for (var i = 0; i < 5; i++)
        {
            await screen.Page.Keyboard.PressAsync("Escape");
        }

        // A capital letter is no press of its own, and two are not three.
        await screen.Page.Keyboard.PressAsync("Shift+A");
        await screen.Page.Keyboard.PressAsync("Shift+B");
        await screen.Page.Keyboard.PressAsync("Shift+C");
        await screen.Page.Keyboard.PressAsync("Shift");
        await screen.Page.Keyboard.PressAsync("Shift");
        await screen.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(box).ToHaveValueAsync("ABCa");
        await screen.Page.EvaluateAsync(LookAtOnce);
        var covered = screen.Page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.StartsWith("covered", StringComparison.Ordinal) });

        for (var i = 0; i < 3; i++)
        {
            await screen.Page.Keyboard.PressAsync("Shift");
        }

        await screen.Page.WaitForURLAsync("**/soup");
        Assert.Equal("covered: shows nothing, title \"\"", (await covered).Text);
        await IsSoupAsync(screen);
    }

    [Fact]
    public async Task U18_what_leaving_does_not_do_is_said_one_step_away()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house);
        await screen.GoAsync("/");

        await screen.Page.Locator("footer a[href='/leaving']").ClickAsync();

        await Assertions.Expect(screen.Page.Locator("main")).ToContainTextAsync("history");
    }

    private static async Task IsSoupAsync(Screen screen)
    {
        Assert.Contains("soup", await screen.Page.TitleAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alongside", await screen.Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
    }
}
