namespace Alongside.Browser.Pages;

/// <summary>What people asked their device for: another language, less motion, the dark.</summary>
public sealed class TastesTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData("/talk", "#words")]
    [InlineData("/conversations/", "#text")]
    public async Task U23_another_language_in_the_middle_of_a_draft_keeps_the_draft(string page, string box)
    {
        var house = await HouseAsync(set: settings => settings with { Cultures = ["en", "qps-Ploc"] });
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var screen = await ScreenAsync(house, ada, Device.Phone);
        if (page is "/conversations/")
        {
            page += await house.ConversationAsync(ada, ben);
        }

        await screen.GoAsync(page);
        await screen.Page.Locator(box).FillAsync("Half a\nsentence of");
        await screen.Page.Locator("button[name=language][value=qps-Ploc]").ClickAsync();

        await Assertions.Expect(screen.Page.Locator("html[lang=en-x-pseudo]")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator(box)).ToHaveValueAsync("Half a\nsentence of");
        Assert.Equal(page, new Uri(screen.Page.Url).AbsolutePath);
        // Carried over once, not kept.
        Assert.Equal(0, await screen.Page.EvaluateAsync<int>("() => sessionStorage.length + localStorage.length"));
    }

    [Fact]
    public async Task U26_nothing_moves_for_whoever_asked_for_stillness()
    {
        const string Moving =
            """
            () => [...document.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"].flatMap((part) => {
              const style = getComputedStyle(one, part);
              const longest = (times) => Math.max(...times.split(",").map(parseFloat));
              return longest(style.transitionDuration) > 0.001 || (style.animationName !== "none" && longest(style.animationDuration) > 0.001) || style.scrollBehavior === "smooth"
                ? [one.tagName + "." + one.className + part] : [];
            }))
            """;
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var still = await ScreenAsync(house, ada, device => device.ReducedMotion = ReducedMotion.Reduce);
        var usual = await ScreenAsync(house, ada, device => device.ReducedMotion = ReducedMotion.NoPreference);
        var moving = 0;
        foreach (var page in new[] { "/", "/return", "/help-now", $"/conversations/{conversation}" })
        {
            await still.GoAsync(page);
            await usual.GoAsync(page);
            Assert.Empty(await still.Page.EvaluateAsync<string[]>(Moving));
            moving += (await usual.Page.EvaluateAsync<string[]>(Moving)).Length;
        }

        // Else this looked at nothing.
        Assert.NotEqual(0, moving);
    }

    [Fact]
    public async Task U25_whoever_asked_for_the_dark_gets_it_before_anything_is_painted()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house, device =>
        {
            device.ColorScheme = ColorScheme.Dark;
            device.JavaScriptEnabled = false;
        });
        await screen.GoAsync("/");

        // By the first bytes alone: no script, and the style within the page.
        var ground = await screen.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor");
        var shades = System.Text.RegularExpressions.Regex.Matches(ground, "\\d+").Select(n => int.Parse(n.Value, System.Globalization.CultureInfo.InvariantCulture)).Take(3).ToList();
        Assert.All(shades, shade => Assert.InRange(shade, 1, 80));
        Assert.Equal(0, await screen.Page.Locator("link[rel=stylesheet]").CountAsync());
    }
}
