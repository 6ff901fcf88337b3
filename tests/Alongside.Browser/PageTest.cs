using Alongside.Platform.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Alongside.Browser;

/// <summary>
/// Houses and windows of a test. At its end every window is closed, and whatever went wrong behind the glass fails it:
/// U33 and A40 hold on every page that any test walks.
/// </summary>
public abstract class PageTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Screen> screens = [];
    private readonly Stack<IAsyncDisposable> houses = new();

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Missing);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in screens)
        {
            await screen.Context.CloseAsync();
        }

        while (houses.TryPop(out var house))
        {
            await house.DisposeAsync();
        }

        Assert.Empty(screens.SelectMany(screen => screen.Complaints));
        GC.SuppressFinalize(this);
    }

    private protected async Task<House> HouseAsync(
        DatabaseKind on = DatabaseKind.Sqlite, Func<Settings, Settings>? set = null, Action<WebApplication>? map = null, Action<WebApplicationBuilder>? adjust = null)
    {
        // Tests talk faster than people do.
        var settings = (await House.FreshSettingsAsync(on)) with { MomentsPerMinute = 100_000 };
        return Keep(await House.OpenAsync(set?.Invoke(settings) ?? settings, adjust, map));
    }

    /// <summary>Closed with the test, after its windows.</summary>
    private protected T Keep<T>(T house) where T : IAsyncDisposable
    {
        houses.Push(house);
        return house;
    }

    private protected Task<Screen> StrangerAsync(House house, Action<BrowserNewContextOptions>? device = null) => ScreenAsync(house.Address, null, device);

    private protected Task<Screen> ScreenAsync(House house, Someone someone, Action<BrowserNewContextOptions>? device = null) =>
        ScreenAsync(house.Address, someone.Token, device);

    private protected async Task<Screen> ScreenAsync(Uri house, string? token, Action<BrowserNewContextOptions>? device = null)
    {
        var screen = await Screen.OpenAsync(chromium.Browser, house, token, device);
        screens.Add(screen);
        return screen;
    }
}
