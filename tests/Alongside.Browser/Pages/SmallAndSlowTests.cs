using System.Text.Json;
using Alongside.Faults;

namespace Alongside.Browser.Pages;

/// <summary>A bad phone on a bad line.</summary>
public sealed class SmallAndSlowTests(Chromium chromium) : PageTest(chromium)
{
    // How pages load is told by the browser itself: the largest thing on the page, and how much moved after it was shown.
    private const string Watch =
        """
        window.seen = { largest: 0, moved: 0 };
        new PerformanceObserver((list) => { for (const one of list.getEntries()) window.seen.largest = one.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.seen.moved += one.value; }).observe({ type: 'layout-shift', buffered: true });
        """;

    [Fact]
    public async Task U04_on_a_slow_line_and_a_slow_phone_the_first_page_is_there_soon_and_nothing_jumps()
    {
        var house = await HouseAsync();
        var screen = await SlowPhoneAsync(await StrangerAsync(house, Device.Phone));

        await screen.GoAsync("/");
        var (largest, moved) = await SeenAsync(screen);

        Assert.InRange(largest, 400, 2_500 * Asked.Crowded);
        Assert.InRange(moved, 0, 0.05);
    }

    [Fact]
    public async Task U04_on_a_slow_line_and_a_slow_phone_one_can_soon_write_and_nothing_jumps()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(1, 12))
        {
            await (i % 2 == 0 ? ada : ben).SaidAsync(conversation, $"Number {i}: a line or two of what people say to each other when there is no hurry.");
        }

        var screen = await SlowPhoneAsync(await ScreenAsync(house, ada, Device.Phone));
        var began = TimeProvider.System.GetTimestamp();
        await screen.Page.GotoAsync($"/conversations/{conversation}", new() { WaitUntil = WaitUntilState.Commit });
        await screen.TypeAsync("I");
        var usable = TimeProvider.System.GetElapsedTime(began);
        await Assertions.Expect(screen.Box()).ToHaveValueAsync("I");
        var (_, moved) = await SeenAsync(screen);

        Assert.InRange(usable.TotalSeconds, 0.8, 6.5 * Asked.Crowded);
        Assert.InRange(moved, 0, 0.05);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task U30_with_the_phones_keyboard_open_the_box_and_the_last_words_are_on_the_screen(bool arriving)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(1, 12))
        {
            await (i % 2 == 0 ? ada : ben).SaidAsync(conversation, $"Number {i}: a line or two of what people say to each other when there is no hurry.");
        }

        var screen = await ScreenAsync(house, ada, device => device.ViewportSize = new() { Width = 360, Height = 640 });
        await screen.OpenAsync($"/conversations/{conversation}");
        await screen.Box().FocusAsync();
        // The keyboard takes more than half of it.
        await screen.Page.SetViewportSizeAsync(360, 300);
        if (arriving)
        {
            await ben.SaidAsync(conversation, "This just came.");
            await Assertions.Expect(screen.Said().Last).ToHaveTextAsync("This just came.");
        }

        await Assertions.Expect(screen.Box()).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await Assertions.Expect(screen.Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await Assertions.Expect(screen.Said().Last).ToBeInViewportAsync();
        // Visible is more than inside: the box does not lie over the end of the last words.
        await screen.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('#log .moment.said .words')].at(-1).getBoundingClientRect().bottom <= document.querySelector('#say').getBoundingClientRect().top + 1");
    }

    // 400 kbit/s, 400 ms there and back, a processor a quarter as fast.
    private static async Task<Screen> SlowPhoneAsync(Screen screen)
    {
        await screen.Page.AddInitScriptAsync(Watch);
        var phone = await screen.Context.NewCDPSessionAsync(screen.Page);
        await phone.SendAsync("Network.enable");
        await phone.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000,
        });
        await phone.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        return screen;
    }

    private static async Task<(double Largest, double Moved)> SeenAsync(Screen screen)
    {
        await screen.Page.WaitForLoadStateAsync(LoadState.Load);
        await screen.Page.WaitForTimeoutAsync(500);
        var seen = await screen.Page.EvaluateAsync<JsonElement>("window.seen");
        return (seen.GetProperty("largest").GetDouble(), seen.GetProperty("moved").GetDouble());
    }
}
