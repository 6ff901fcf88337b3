namespace Alongside.Browser.Conversations;

/// <summary>U09: the whole journey by keyboard, for both; the focus is always to be seen, and never under anything.</summary>
public sealed class KeyboardTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U09_both_hold_a_conversation_by_keyboard_alone()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        var bens = await ScreenAsync(house, ben);
        await bens.OpenAsync("/desk");
        await bens.EnterOnAsync("button[name=state][value=on]");
        await bens.IsOnDutyAsync();

        var adas = await StrangerAsync(house, device => device.ViewportSize = new() { Width = 640, Height = 480 });
        await adas.GoAsync("/");
        await adas.EnterOnAsync("main a[href='/talk']");
        await adas.Page.WaitForURLAsync("**/talk");
        await adas.TabToAsync("#words");
        await adas.KeysAsync("By hand.");
        await adas.EnterOnAsync("#im-ready");
        await adas.ShowsAsync("By hand.");

        await Assertions.Expect(bens.Page.Locator("#letters .letter a")).ToHaveCountAsync(1);
        await bens.Page.Keyboard.PressAsync("j");
        await bens.ShowsAsync("By hand.");
        await bens.TabToAsync("#text");
        await bens.KeysAsync("I read you.");
        await bens.EnterOnAsync("#send");
        await adas.ShowsAsync("By hand.", "I read you.");

        await adas.TabToAsync("#text");
        await adas.KeysAsync("Good.");
        await adas.Page.Keyboard.PressAsync("Control+Enter");
        await bens.ShowsAsync("By hand.", "I read you.", "Good.");
        await Assertions.Expect(adas.Box()).ToBeFocusedAsync();

        await bens.EnterOnAsync("#ending summary");
        await bens.EnterOnAsync("#ending button");
        await Assertions.Expect(bens.Page.Locator("#log .moment.ended")).ToHaveCountAsync(1);
        await Assertions.Expect(adas.Page.Locator("#log .moment.ended")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task U09_in_a_long_conversation_nothing_that_has_the_focus_lies_under_the_box()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(0, 40))
        {
            await ben.SaidAsync(conversation, $"Line {i}, with a few words to it.");
        }

        var adas = await ScreenAsync(house, ada, Device.SmallPhone);
        await adas.OpenAsync($"/conversations/{conversation}");
        await adas.Page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");

        await adas.TabToAsync("footer a");
        await adas.TabToAsync("a.skip", "Shift+Tab");
    }
}
