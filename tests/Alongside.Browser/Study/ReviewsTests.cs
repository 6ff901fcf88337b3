using Alongside.Study.Reviews;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.Study;

public sealed class ReviewsTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U09_a_card_is_answered_and_taken_back_by_keys_alone()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        var screen = await ScreenAsync(house, ada);
        await screen.GoAsync("/study/reviews");
        var asked = await screen.Page.Locator("#question").TextContentAsync();

        await screen.Page.Keyboard.PressAsync(await screen.Page.Locator("#show").CountAsync() > 0 ? "Enter" : "2");
        if (await screen.Page.Locator("#answer").CountAsync() > 0)
        {
            await screen.Page.Keyboard.PressAsync("Enter");
        }

        await Assertions.Expect(screen.Page.Locator("#answers")).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("g");
        await Assertions.Expect(screen.Page.Locator("#question")).Not.ToHaveTextAsync(asked!);
        Assert.Single(await house.Services.GetRequiredService<StudyLog>().ReadAsync(ada.Id, default));
        await screen.Page.Keyboard.PressAsync("z");
        await Assertions.Expect(screen.Page.Locator("#question")).ToHaveTextAsync(asked!);
    }

    [Fact]
    public async Task U02_without_script_a_stranger_begins_and_answers()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house, device => { Device.SmallPhone(device); Device.WithoutScript(device); });
        await screen.GoAsync("/study");
        await screen.Page.ClickAsync("#begin");
        var asked = await screen.Page.Locator("#question").TextContentAsync();
        if (await screen.Page.Locator("#show").CountAsync() > 0)
        {
            await screen.Page.ClickAsync("#show");
        }
        else
        {
            await screen.Page.Locator(".option").First.ClickAsync();
            await screen.Page.ClickAsync("#answer");
            await Assertions.Expect(screen.Page.Locator(".reasons .right .reason")).ToBeVisibleAsync();
        }

        await screen.Page.ClickAsync("#answers [value=good]");

        await Assertions.Expect(screen.Page.Locator("#question")).Not.ToHaveTextAsync(asked!);
        await screen.GoAsync("/study");
        await Assertions.Expect(screen.Page.Locator("#waits")).ToContainTextAsync("new");
    }
}
