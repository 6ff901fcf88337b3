using System.Net.Http.Json;

namespace Alongside.Browser.WaitingRoom;

/// <summary>Three browsers: somebody is handed over with their consent, and two letters say how they stand.</summary>
public sealed class HandingOverTests(Chromium chromium) : PageTest(chromium)
{
    [Theory, OnBothDatabases]
    public async Task A_specialist_asks_the_person_agrees_and_another_goes_on_before_their_eyes(DatabaseKind on)
    {
        var house = await HouseAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await bo.Http.PutAsJsonAsync("/api/duty", new { seats = 1 });
        var bos = await ScreenAsync(house, bo);
        await bos.OpenAsync("/desk");
        var adas = await ScreenAsync(house, ada);
        await adas.OpenAsync($"/conversations/{conversation}");
        var bens = await ScreenAsync(house, ben);
        await bens.LookAgainUntilAsync($"/desk/{conversation}", "button[name=handover]");
        await adas.SayAsync("It is about my sister.");
        await bens.ShowsAsync("It is about my sister.");
        await adas.PressAsync("want", "listen");
        await Assertions.Expect(bens.Page.Locator($".letter[data-conversation='{conversation}'] .want")).ToHaveTextAsync("Right now: just listen");

        await bens.Box().FillAsync("begun");
        await bens.Page.Locator("#handing-over summary").ClickAsync();
        await bens.Page.Locator("#handover-words").FillAsync("My shift ends. Bo would like to listen.");
        await bens.Page.Locator("button[name=handover]").ClickAsync();
        await Assertions.Expect(adas.Beside("handover")).ToHaveTextAsync("May \u2068Bo\u2069 go on with you?");
        await Assertions.Expect(adas.Page.Locator("#log .moment.handover .words")).ToHaveTextAsync("My shift ends. Bo would like to listen.");
        await Assertions.Expect(adas.Page.Locator("#log .moment.handover .asks")).ToContainTextAsync("Bo\u2069 would read all that stands on this page");
        await Assertions.Expect(bens.Beside("handover")).ToHaveTextAsync("You asked if \u2068Bo\u2069 may go on with them.");
        await Assertions.Expect(bens.Page.Locator($".letter[data-conversation='{conversation}'] .open")).ToHaveTextAsync("You asked if somebody else may go on.");
        Assert.Empty(await Looking.OverAsync(adas, "a person who is asked"));
        Assert.Empty(await Looking.OverAsync(bens, "the desk of whoever asks"));

        await adas.Page.Locator("button[name=consent][data-consent=yes]").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#log .moment.stepback")).ToHaveTextAsync("\u2068Ben\u2069 has gone, as you agreed.");
        await Assertions.Expect(adas.Page.Locator("h1:visible")).ToHaveTextAsync("with Bo");
        await Assertions.Expect(adas.Page.Locator("#log .asks:visible")).ToHaveCountAsync(0);
        await Assertions.Expect(bens.Page.Locator("#closed")).ToBeVisibleAsync();
        await Assertions.Expect(bens.Box()).ToHaveValueAsync("begun");

        await bos.Page.Locator($".letter[data-conversation='{conversation}'] a").ClickAsync();
        await bos.ShowsAsync("It is about my sister.");
        await bos.SayAsync("I am Bo. I have read it all.");
        await adas.ShowsAsync("It is about my sister.", "I am Bo. I have read it all.");
        await adas.GoAsync($"/conversations/{conversation}");
        await adas.ShowsAsync("It is about my sister.", "I am Bo. I have read it all.");
        Assert.Equal(["consent", "stepback", "joined", "said"], (await ada.LogAsync(conversation)).TakeLast(4).Select(m => m.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task U09_keys_reach_what_i_hear_the_signals_and_shared_quiet_and_stepping_back_leads_to_the_desk()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var bens = await ScreenAsync(house, ben);
        await bens.OpenAsync($"/desk/{conversation}");
        await bens.TypeAsync("Loud, all at once.");
        await bens.Page.Keyboard.PressAsync("Alt+r");
        await Assertions.Expect(bens.Page.Locator("#log .moment.reflection .words")).ToHaveTextAsync("Loud, all at once.");
        await bens.Page.Keyboard.PressAsync("Alt+n");
        await Assertions.Expect(bens.Page.Locator(".panel button[name=signal]").First).ToBeFocusedAsync();
        await bens.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(bens.Beside("signal")).ToHaveCountAsync(1);
        await bens.Page.Keyboard.PressAsync("Alt+q");
        await Assertions.Expect(bens.Page.Locator("#log .moment.quiet")).ToHaveCountAsync(1);

        await bens.Page.Locator("#stepping-back summary").ClickAsync();
        await bens.Page.Locator("#stepping-back button").ClickAsync();
        await bens.Page.WaitForURLAsync("**/desk");
        await Assertions.Expect(bens.Page.Locator(".letter")).ToHaveCountAsync(0);
        Assert.Equal("stepback", (await ada.LogAsync(conversation))[^1].GetProperty("kind").GetString());
    }
}
