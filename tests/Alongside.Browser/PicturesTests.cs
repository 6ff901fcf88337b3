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

    [Fact(Explicit = true)]
    public async Task The_pictures_of_a_conversation_from_both_sides()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var marisol = await house.StaffAsync(Role.Specialist, "Marisol");
        var conversation = await house.ConversationAsync(ada, marisol);
        await ada.SaidAsync(conversation, "I don't know where to start. Everything is too loud.");
        await marisol.AddedAsync(conversation, new { kind = "signal", signal = "take-your-time" });
        await ada.AddedAsync(conversation, new { kind = "want", want = "listen" });
        await ada.SaidAsync(conversation, "Even the clock.");
        await marisol.AddedAsync(conversation, new { kind = "nod", on = 5 });
        await marisol.AddedAsync(conversation, new { kind = "reflection", text = "It is all at once, and loud, and it never stops." });
        await ada.AddedAsync(conversation, new { kind = "answer", on = 7, answer = "not-quite", text = "It stops at night. That is worse." });
        await ada.AddedAsync(conversation, new { kind = "feeling", feeling = "restless" });
        await marisol.AddedAsync(conversation, new { kind = "feeling", on = 9 });
        await marisol.AddedAsync(conversation, new { kind = "reflection", text = "So the quiet is the worst of it, and there is no quiet corner in it." });
        await marisol.AddedAsync(conversation, new { kind = "signal", signal = "with-you" });
        var (hers, desk) = (await ScreenAsync(house, ada), await ScreenAsync(house, marisol));
        await desk.OpenAsync($"/desk/{conversation}");
        await hers.OpenAsync($"/conversations/{conversation}");
        await Assertions.Expect(hers.Presence()).ToHaveTextAsync("is reading along");
        foreach (var light in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { 320, 1280 })
            {
                foreach (var (screen, who) in new[] { (hers, "person"), (desk, "specialist") })
                {
                    await screen.Page.EmulateMediaAsync(new() { ColorScheme = light });
                    await screen.Page.SetViewportSizeAsync(width, width == 320 ? 640 : 800);
                    await screen.Page.EvaluateAsync("() => { const { log } = window; scrollTo(0, log.getBoundingClientRect().bottom + scrollY - innerHeight + say.offsetHeight + 24); }");
                    await TakeAsync(screen, $"conversation-{who}-{width}-{light.ToString().ToLowerInvariant()}");
                }
            }
        }

        await hers.Page.SetViewportSizeAsync(320, 640);
        await hers.Page.Locator(".beside summary", new() { HasText = "A feeling" }).ClickAsync();
        await TakeAsync(hers, "feelings-320-dark");
        await hers.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await hers.Page.SetViewportSizeAsync(1280, 800);
        await hers.Page.EvaluateAsync("() => { for (const open of document.querySelectorAll('.beside details[open]')) open.open = false; }");
        await hers.Page.Locator(".beside summary", new() { HasText = "A feeling" }).ClickAsync();
        await Assertions.Expect(hers.Page.Locator("button[name=feeling][value=sad]")).ToBeInViewportAsync();
        await TakeAsync(hers, "feelings-1280-light");
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
