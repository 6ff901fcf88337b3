using Alongside.Faults;

namespace Alongside.Browser.Conversations;

/// <summary>A line that looks open and brings nothing, and a page that was put to sleep.</summary>
public sealed class SilenceTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task F15_a_line_on_which_nothing_comes_any_more_is_noticed_by_the_beats_that_are_missing()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var swallow = false;
        await using var wire = new Wire(house.Address, () => (_, next) => Volatile.Read(ref swallow) ? Wire.Swallow : next);
        var adas = await ScreenAsync(wire.Address, ada.Token, Device.Phone);
        await adas.Page.Clock.InstallAsync();
        // Nothing but the stream speaks on this wire, so what vanishes there is the stream's.
        await adas.Page.RouteAsync("**/{presence,read}", static route => route.FulfillAsync(new() { Status = 204 }));
        await adas.OpenAsync($"/conversations/{conversation}");
        await adas.TypeAsync("I am still writing");
        await ben.SaidAsync(conversation, "One.");
        await adas.ShowsAsync("One.");

        // Bytes vanish without a word; every connection that is open now is dead and does not know it.
        Volatile.Write(ref swallow, true);
        await ben.SaidAsync(conversation, "Two.");
        await adas.Page.WaitForConditionAsync(() => wire.Spoilt > 0);
        wire.Healed = true;
        await adas.ShowsAsync("One.");
        await adas.Page.Clock.RunForAsync(40_000);

        await adas.ShowsAsync("One.", "Two.");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("I am still writing");
        // The new line is a real one: nobody has to ask for this.
        await ben.SaidAsync(conversation, "Three.");
        await adas.ShowsAsync("One.", "Two.", "Three.");
    }

    [Fact]
    public async Task F16_behind_a_proxy_that_holds_events_back_the_page_asks_by_itself()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, Device.Phone);
        await adas.Page.Clock.InstallAsync();
        // It answers nothing, and hangs up on nobody.
        await adas.Page.RouteAsync("**/api/events", _ => { });
        await adas.GoAsync($"/conversations/{conversation}");
        await ben.SaidAsync(conversation, "Can you hear me?");
        await adas.ShowsAsync();

        await adas.Page.Clock.RunForAsync(60_000);

        await adas.ShowsAsync("Can you hear me?");
        await adas.SayAsync("Now I can.");
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sent");
        await ben.SaidAsync(conversation, "Good.");
        await adas.Page.Clock.RunForAsync(15_000);
        await adas.ShowsAsync("Can you hear me?", "Now I can.", "Good.");
    }

    [Fact]
    public async Task F18_a_page_that_was_asleep_has_caught_up_soon_after_it_wakes()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, Device.Phone);
        await adas.OpenAsync($"/conversations/{conversation}");
        await adas.TypeAsync("half a");
        var phone = await adas.Context.NewCDPSessionAsync(adas.Page);
        await phone.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await ben.SaidAsync(conversation, "I will be here.");
        await ben.SaidAsync(conversation, "Whenever you are.");
        await phone.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });

        await Assertions.Expect(adas.Said()).ToHaveTextAsync(["I will be here.", "Whenever you are."], new() { Timeout = 3_000 * (float)Asked.Crowded });
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("half a");

        // Away and back, with the browser's own button.
        await adas.Box().FillAsync("");
        await adas.GoAsync("/steady");
        await ben.SaidAsync(conversation, "Welcome back.");
        await adas.Page.GoBackAsync();
        await adas.ShowsAsync("I will be here.", "Whenever you are.", "Welcome back.");
        await ben.SaidAsync(conversation, "Take your time.");
        await adas.ShowsAsync("I will be here.", "Whenever you are.", "Welcome back.", "Take your time.");
    }
}
