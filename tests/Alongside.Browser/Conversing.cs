namespace Alongside.Browser;

/// <summary>What people do on the page of a conversation, and what they see there.</summary>
internal static class Conversing
{
    /// <summary>Everything said, in the order of the page.</summary>
    public static ILocator Said(this Screen screen) => screen.Page.Locator("#log .moment.said .words");

    public static ILocator Box(this Screen screen) => screen.Page.Locator("#text");

    /// <summary>What is told about sending, to eyes under the words and to ears here.</summary>
    public static ILocator Status(this Screen screen) => screen.Page.Locator("#sending[role=status]");

    public static ILocator Presence(this Screen screen) => screen.Page.Locator("#presence span");

    /// <summary>Types like a hand does, key by key, behind whatever is already there.</summary>
    public static Task TypeAsync(this Screen screen, string words) => screen.Box().PressSequentiallyAsync(words);

    public static Task SendAsync(this Screen screen) => screen.Page.Locator("#send").ClickAsync();

    public static async Task SayAsync(this Screen screen, string words)
    {
        await screen.Box().FillAsync(words);
        await screen.SendAsync();
    }

    /// <summary>Presses one of the buttons beside the words, and opens what it lies in.</summary>
    public static async Task PressAsync(this Screen screen, string name, string value)
    {
        var button = screen.Page.Locator($"button[name={name}][value='{value}']");
        if (!await button.IsVisibleAsync())
        {
            await screen.Page.Locator("details", new() { Has = button }).Locator("summary").ClickAsync();
        }

        await button.ClickAsync();
    }

    /// <summary>What stands beside the words, in the order of the page: kind, side, and how it is labelled.</summary>
    public static ILocator Beside(this Screen screen, string kind) => screen.Page.Locator($"#log .moment.{kind} .label");

    /// <summary>A specialist says at their desk that they are here.</summary>
    public static async Task TakeUpDutyAsync(this Screen desk, int seats)
    {
        await desk.Page.Locator("#seats").FillAsync($"{seats}");
        await desk.Page.Locator("button[name=state][value=on]:visible").ClickAsync();
        await desk.IsOnDutyAsync();
    }

    public static Task IsOnDutyAsync(this Screen desk) => Assertions.Expect(desk.Page.Locator("#duty[data-state=on]")).ToHaveCountAsync(1);

    /// <summary>Exactly these words are on the page, each once and in this order.</summary>
    public static Task ShowsAsync(this Screen screen, params string[] words) => Assertions.Expect(screen.Said()).ToHaveTextAsync(words);

    /// <summary>Opens the page of a conversation and waits until its line is up.</summary>
    public static async Task OpenAsync(this Screen screen, string path)
    {
        var line = screen.Page.WaitForRequestAsync("**/api/events");
        await screen.GoAsync(path);
        await line;
    }

    /// <summary>Goes to a page again until it shows something: what people without script do.</summary>
    public static async Task LookAgainUntilAsync(this Screen screen, string path, string selector)
    {
        for (var i = 0; i < 200; i++)
        {
            await screen.GoAsync(path);
            if (await screen.Page.Locator(selector).CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"{path} never showed {selector}.");
    }
}
