using Alongside.Study.Reviews;
using Alongside.Tests.Study;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.Study;

public sealed class OfflineTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U14_U15_twenty_answers_without_a_line_are_in_the_log_once_when_it_is_back()
    {
        var settings = await House.FreshSettingsAsync(DatabaseKind.Sqlite);
        var house = await House.OpenAsync(settings, b => b.Services.WithBank(40));
        settings = settings with { Urls = house.Address.ToString() };
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada, Device.Phone);
        await screen.GoAsync("/study/offline");
        await screen.Page.ClickAsync("#ready");
        await Assertions.Expect(screen.Page.Locator("#state")).ToHaveTextAsync("Ready. You can study here without a line now.");

        // The house itself is gone, not only the line to it; the page comes from the device.
        await house.DisposeAsync();
        await screen.GoAsync("/study/offline");
        await Assertions.Expect(screen.Page.Locator(".strip a[href^='tel:']")).ToBeVisibleAsync();
        for (var i = 1; i <= 20; i++)
        {
            await (await screen.Page.Locator("#show").IsVisibleAsync() ? screen.Page.Locator("#show") : screen.Page.Locator("#choices button").First).ClickAsync();
            await screen.Page.ClickAsync(i % 7 == 0 ? "#answers [value=again]" : "#answers [value=good]");
            await Assertions.Expect(screen.Page.Locator("#unsent")).ToContainTextAsync(i == 1 ? "One answer is" : $"{i} answers are");
        }

        // Nothing is lost by closing the page and coming back.
        await screen.GoAsync("/study/offline");
        await Assertions.Expect(screen.Page.Locator("#unsent")).ToHaveTextAsync("20 answers are on this device only.");
        house = Keep(await House.OpenAsync(settings, b => b.Services.WithBank(40)));
        await screen.GoAsync("/study/offline");
        await Assertions.Expect(screen.Page.Locator("#unsent")).ToHaveTextAsync("Everything is sent.");
        await screen.GoAsync("/study/offline");
        await Assertions.Expect(screen.Page.Locator("#unsent")).ToHaveTextAsync("Everything is sent.");

        var log = await house.Services.GetRequiredService<StudyLog>().ReadAsync(ada.Id, default);
        Assert.Equal(20, log.Count);
        Assert.Equal(2, log.Count(a => a.Answer is Recall.Answer.Again));
    }

    [Fact]
    public async Task An_answer_on_the_device_can_be_taken_back_and_leaving_takes_everything_away()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada);
        await screen.GoAsync("/study/offline");
        await screen.Page.ClickAsync("#ready");
        await Assertions.Expect(screen.Page.Locator("#state")).ToHaveTextAsync("Ready. You can study here without a line now.");
        await screen.Page.RouteAsync("**/api/study/reviews", route => route.AbortAsync());
        var first = await screen.Page.Locator("#question").TextContentAsync();
        await (await screen.Page.Locator("#show").IsVisibleAsync() ? screen.Page.Locator("#show") : screen.Page.Locator("#choices button").First).ClickAsync();
        await screen.Page.ClickAsync("#answers [value=good]");
        await Assertions.Expect(screen.Page.Locator("#state")).ToHaveTextAsync("There is no line now. Your answers are safe on this device.");

        await screen.Page.ClickAsync("#undo");

        await Assertions.Expect(screen.Page.Locator("#question")).ToHaveTextAsync(first!);
        await Assertions.Expect(screen.Page.Locator("#unsent")).ToHaveTextAsync("Everything is sent.");
        await screen.Page.ClickAsync("[data-exit]");
        await screen.Page.WaitForURLAsync("**/soup");
        await screen.GoAsync("/study/offline");
        await Assertions.Expect(screen.Page.Locator("#state")).ToHaveTextAsync("Nothing is on this device yet.");
        Assert.Equal(0, await screen.Page.EvaluateAsync<int>("async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length"));
    }

    [Fact]
    public async Task A01_only_the_page_of_offline_study_may_make_one_policy_and_only_for_its_worker()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house);
        var offline = (await screen.GoAsync("/study/offline"))!;
        Assert.Contains("trusted-types study-worker", offline.Headers["content-security-policy"], StringComparison.Ordinal);
        foreach (var page in new[] { "/", "/study", "/talk" })
        {
            Assert.EndsWith("trusted-types 'none'", (await screen.GoAsync(page))!.Headers["content-security-policy"], StringComparison.Ordinal);
        }

        Assert.Contains("connect-src 'self'", (await screen.GoAsync("/study/worker.js"))!.Headers["content-security-policy"], StringComparison.Ordinal);
    }
}
