namespace Alongside.Browser.Pages;

/// <summary>U15, U26: the steadying tools need no line and no script, keep still for whoever asks for that, and keep nothing unasked.</summary>
public sealed class SteadyTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Within_reach_of_the_first_page_the_waiting_and_the_talking_and_usable_without_a_line()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house, Device.SmallPhone);
        await screen.GoAsync("/");
        await screen.Page.Locator("main a[href='/steady']").ClickAsync();
        await screen.Page.WaitForURLAsync("**/steady");
        var asked = 0;
        await screen.Context.SetOfflineAsync(true);
        screen.Context.Request += (_, _) => asked++;
        await OpenAllAsync(screen);
        Assert.Equal(0, asked);
        await screen.Context.SetOfflineAsync(false);

        await screen.GoAsync("/talk");
        await screen.Page.Locator("#im-ready").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#waiting")).ToBeVisibleAsync();
        await screen.Page.Locator("#steady > summary").ClickAsync();
        await OpenAllAsync(screen);
        var faults = await Looking.OverAsync(screen, "waiting, steadying");
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task Without_script_all_of_it_is_there()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house, Device.WithoutScript);
        await screen.GoAsync("/steady");

        await OpenAllAsync(screen);
        await Assertions.Expect(screen.Page.Locator("[data-keeping]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task U26_the_light_keeps_still_for_whoever_asks_for_less_motion()
    {
        var house = await HouseAsync();
        var still = await StrangerAsync(house, device => device.ReducedMotion = ReducedMotion.Reduce);
        var moving = await StrangerAsync(house, device => device.ReducedMotion = ReducedMotion.NoPreference);
        foreach (var (screen, name) in new[] { (still, "none"), (moving, "breath") })
        {
            await screen.GoAsync("/steady");
            Assert.Equal(0, await screen.Page.EvaluateAsync<int>("() => document.getAnimations().length"));
            await screen.Page.Locator(".steadying summary").First.ClickAsync();
            Assert.Equal(name, await screen.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.breath')).animationName"));
        }
    }

    [Fact]
    public async Task The_own_list_is_on_the_device_only_from_when_its_owner_asks_until_they_take_it_off()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house);
        await screen.GoAsync("/steady");
        await OpenAllAsync(screen);
        var sent = 0;
        screen.Context.Request += (_, request) => sent += request.Method == "POST" || request.PostData is not null ? 1 : 0;

        await screen.Page.Locator("#own-list").FillAsync("the river path");
        Assert.Equal(0, await KeptAsync());
        await screen.Page.ReloadAsync();
        await OpenAllAsync(screen);
        await screen.Page.Locator("#own-list").FillAsync("the river path");
        await screen.Page.Locator("[data-keep]").ClickAsync();
        await screen.Page.Locator("#own-list").PressSequentiallyAsync(", Mara");
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("#own-list")).ToHaveValueAsync("the river path, Mara");
        await OpenAllAsync(screen);
        await screen.Page.Locator("[data-forget]").ClickAsync();
        Assert.Equal(0, await KeptAsync());
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("[data-keep]")).Not.ToHaveAttributeAsync("hidden", "");
        Assert.Equal(0, sent);

        Task<int> KeptAsync() => screen.Page.EvaluateAsync<int>("() => localStorage.length");
    }

    private static async Task OpenAllAsync(Screen screen)
    {
        foreach (var one in await screen.Page.Locator(".steadying summary").AllAsync())
        {
            await one.ClickAsync();
        }

        await Assertions.Expect(screen.Page.GetByText("Breathe in and count to four.")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.GetByText("Find five things you can see.")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator("#own-list")).ToBeVisibleAsync();
    }
}
