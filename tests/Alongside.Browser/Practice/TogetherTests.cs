namespace Alongside.Browser.Practice;

/// <summary>The pages of two trainees, in every light and width.</summary>
public sealed class TogetherTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U06_the_pages_of_two_trainees_in_every_light_and_width()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var screen = await ScreenAsync(house, ben);
        await screen.GoAsync(await house.TogetherAsync(ben));
        var faults = await Looking.OverAsync(screen, "listening, and waiting for whoever plays");
        await screen.GoAsync(await house.CardAsync(ben));
        faults.AddRange(await Looking.OverAsync(screen, "the card before it is taken"));
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        await screen.Page.Locator("main .button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("details.card summary")).ToBeVisibleAsync(new() { Timeout = 5000 });
        faults.AddRange(await Looking.OverAsync(screen, "playing from the card"));

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
