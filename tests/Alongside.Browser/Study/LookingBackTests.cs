namespace Alongside.Browser.Study;

/// <summary>Two specialists in two windows look back together.</summary>
public sealed class LookingBackTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task U01_U02_both_write_both_say_yes_and_both_read(bool withScript)
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var his = await ScreenAsync(house, ben, device => { Device.SmallPhone(device); device.JavaScriptEnabled = withScript; });
        var hers = await ScreenAsync(house, bo, device => device.JavaScriptEnabled = withScript);
        await his.GoAsync("/growth/looking-back");
        await his.Page.ClickAsync("input[value=invented]");
        await his.Page.ClickAsync("#begin");
        await hers.GoAsync(new Uri((await his.Page.Locator("#link").TextContentAsync())!).AbsolutePath);
        await hers.Page.ClickAsync("#join");
        await Assertions.Expect(hers.Page.Locator("h1")).ToHaveTextAsync("With Ben");

        foreach (var (screen, who) in new[] { (his, "Ben"), (hers, "Bo") })
        {
            await screen.Page.FillAsync("#happened", $"{who} felt rushed.");
            await screen.Page.FillAsync("#noticed", $"{who} wanted to fix it.");
            await screen.Page.FillAsync("#next", $"{who} waits three breaths.");
            await screen.Page.ClickAsync("#keep");
        }

        await hers.Page.ClickAsync("#agree");
        await Assertions.Expect(hers.Page.Locator("#stands")).ToContainTextAsync("You said yes.");
        await his.Page.ReloadAsync();
        await Assertions.Expect(his.Page.Locator("main")).Not.ToContainTextAsync("Bo felt rushed.");
        await his.GoAsync(new Uri(hers.Page.Url).AbsolutePath);
        await his.Page.ClickAsync("#agree");

        await Assertions.Expect(his.Page.Locator("main")).ToContainTextAsync("Bo waits three breaths.");
        await hers.Page.ReloadAsync();
        await Assertions.Expect(hers.Page.Locator("main")).ToContainTextAsync("Ben felt rushed.");
        await hers.Page.ClickAsync("#leave-it");
        await his.Page.ReloadAsync();
        await Assertions.Expect(his.Page.Locator("main")).Not.ToContainTextAsync("Bo waits three breaths.");
    }
}
