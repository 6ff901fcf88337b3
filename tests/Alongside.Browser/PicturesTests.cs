using Alongside.People;

namespace Alongside.Browser;

/// <summary>Draws the pictures of the front page anew: <c>dotnet run --project tests/Alongside.Browser -- -explicit only</c>.</summary>
public sealed class PicturesTests(Chromium chromium) : PageTest(chromium)
{
    private const int Largest = 120 * 1024;

    [Fact(Explicit = true)]
    public async Task The_pictures_of_the_front_page()
    {
        var house = await HouseAsync();
        using var marisol = await house.StaffAsync(Role.Specialist, "Marisol");
        var desk = await ScreenAsync(house, marisol);
        await desk.OpenAsync("/desk");
        await desk.TakeUpDutyAsync(2);

        var screen = await StrangerAsync(house, device => device.ViewportSize = new() { Width = 760, Height = 720 });
        await screen.LookAgainUntilAsync("/", ".presence:has-text('here now')");
        await TakeAsync(screen, "home");

        await screen.Page.Locator("main a[href='/talk']").ClickAsync();
        await screen.Page.Locator("#words").FillAsync("I don't know where to start.");
        await screen.Page.Locator("#im-ready").ClickAsync();
        await desk.Page.Locator("#letters .letter a").ClickAsync();
        await desk.SayAsync("You just did. I'm Marisol, and I have time.");
        await Assertions.Expect(screen.Said()).ToHaveCountAsync(2);
        await screen.SayAsync("Everything is too loud. Even the clock.");
        await Assertions.Expect(desk.Said()).ToHaveCountAsync(3);
        await desk.SayAsync("All of it at once, and no quiet corner in it.");
        await Assertions.Expect(screen.Said()).ToHaveCountAsync(4);
        await screen.SayAsync("Yes. That's it.");
        await Assertions.Expect(screen.Status()).ToHaveTextAsync("Sent");
        await Assertions.Expect(screen.Said()).ToHaveCountAsync(5);
        await screen.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await TakeAsync(screen, "conversation");
    }

    private static async Task TakeAsync(Screen screen, string name)
    {
        var picture = await screen.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        Assert.InRange(picture.Length, 1, Largest);
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Alongside.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The pictures belong into docs/img beside Alongside.slnx, and there is none above this program.");
        }

        await File.WriteAllBytesAsync(Path.Combine(folder.CreateSubdirectory("docs/img").FullName, name + ".png"), picture);
    }
}
