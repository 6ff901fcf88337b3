using System.Text.RegularExpressions;

namespace Alongside.Browser.Conversations;

/// <summary>The main job, from the first page to the ending: Ada on her phone, Ben at his desk.</summary>
public sealed partial class TwoPeopleTests(Chromium chromium) : PageTest(chromium)
{
    [Theory, OnBothDatabases]
    public async Task U01_two_people_in_two_browsers_hold_a_conversation(DatabaseKind on)
    {
        var house = await HouseAsync(on);
        using var ben = await house.BenAsync();
        var bens = await ScreenAsync(house, ben);
        await bens.OpenAsync("/desk");
        await bens.TakeUpDutyAsync(2);

        var adas = await StrangerAsync(house, Device.Phone);
        await adas.GoAsync("/");
        await adas.Page.Locator("main a[href='/talk']").ClickAsync();
        // One box, and it may stay empty: nobody is asked who they are.
        await Assertions.Expect(adas.Page.Locator("main :is(textarea, input:not([type=hidden]), select):visible")).ToHaveCountAsync(1);
        await adas.Page.Locator("#words").FillAsync("I don't know where to start.");
        await adas.Page.Locator("#im-ready").ClickAsync();
        await adas.Page.WaitForURLAsync(Conversation());
        await adas.ShowsAsync("I don't know where to start.");

        var letter = bens.Page.Locator("#letters .letter a");
        await Assertions.Expect(letter).ToHaveCountAsync(1);
        await letter.ClickAsync();
        await bens.ShowsAsync("I don't know where to start.");
        await Assertions.Expect(adas.Page.Locator("h1:visible")).ToContainTextAsync("Ben");
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("is reading along");

        await bens.SayAsync("I am here. Start anywhere.");
        await adas.ShowsAsync("I don't know where to start.", "I am here. Start anywhere.");
        await bens.TypeAsync("And");
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("is writing");
        await adas.SayAsync("Everything is too loud.");
        await bens.Box().FillAsync("");
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("is reading along");
        await adas.SayAsync("Even the clock.");
        string[] all = ["I don't know where to start.", "I am here. Start anywhere.", "Everything is too loud.", "Even the clock."];
        await adas.ShowsAsync(all);
        await bens.ShowsAsync(all);

        // Ben looks at something else: Ada is told, and told when he is back.
        var desk = bens.Page.Url;
        await bens.GoAsync("/sessions");
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("not here just now");
        await bens.OpenAsync(desk);
        await Assertions.Expect(adas.Presence()).ToHaveTextAsync("is reading along");

        await adas.Page.Locator("#ending summary").ClickAsync();
        await adas.Page.Locator("#ending button").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("a[href='/talk']:visible")).ToBeVisibleAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment.ended")).ToHaveCountAsync(1);
        await Assertions.Expect(bens.Page.Locator("#say")).ToBeHiddenAsync();
        await Assertions.Expect(bens.Page.Locator("#ended .letter")).ToHaveCountAsync(1);
        await bens.ShowsAsync(all);
        await adas.Page.ReloadAsync();
        await adas.ShowsAsync(all);
        await Assertions.Expect(adas.Page.Locator("#say")).ToBeHiddenAsync();
    }

    [Theory, OnBothDatabases]
    public async Task U02_the_whole_journey_works_without_script(DatabaseKind on)
    {
        var house = await HouseAsync(on);
        using var ben = await house.BenAsync();
        var bens = await ScreenAsync(house, ben, Device.WithoutScript);
        await bens.GoAsync("/desk");
        await bens.TakeUpDutyAsync(2);

        var adas = await StrangerAsync(house, device =>
        {
            Device.Phone(device);
            Device.WithoutScript(device);
        });
        await adas.GoAsync("/");
        await adas.Page.Locator("main a[href='/talk']").ClickAsync();
        await adas.Page.Locator("#words").FillAsync("Nobody knows.");
        await adas.Page.Locator("#im-ready").ClickAsync();
        await adas.ShowsAsync("Nobody knows.");

        await bens.LookAgainUntilAsync("/desk", "#letters .letter a");
        await bens.Page.Locator("#letters .letter a").ClickAsync();
        await bens.ShowsAsync("Nobody knows.");
        await bens.SayAsync("Now I do.");
        await bens.ShowsAsync("Nobody knows.", "Now I do.");

        // Looking for new words keeps what was typed.
        await adas.Box().FillAsync("It began in spring");
        await adas.Page.Locator("noscript button[formaction]").ClickAsync();
        await adas.ShowsAsync("Nobody knows.", "Now I do.");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("It began in spring");
        await adas.SendAsync();
        await adas.ShowsAsync("Nobody knows.", "Now I do.", "It began in spring");
        await Assertions.Expect(adas.Page.Locator("#log .moment").Last.Locator(".state")).ToHaveTextAsync("Sent");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("");

        await adas.Page.Locator("#ending summary").ClickAsync();
        await adas.Page.Locator("#ending button").ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#log .moment.ended")).ToHaveCountAsync(1);
        await bens.Page.ReloadAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment.ended")).ToHaveCountAsync(1);
        await bens.ShowsAsync("Nobody knows.", "Now I do.", "It began in spring");
    }

    [Fact]
    public async Task F20_a_double_tap_says_it_once()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, Device.Phone);
        await adas.OpenAsync($"/conversations/{conversation}");
        var withoutScript = await ScreenAsync(house, ada, Device.WithoutScript);
        await withoutScript.GoAsync($"/conversations/{conversation}");

        await adas.Box().FillAsync("once");
        await adas.Page.Locator("#send").DblClickAsync();
        await adas.ShowsAsync("once");
        await withoutScript.Box().FillAsync("and once more");
        await withoutScript.Page.Locator("#send").DblClickAsync();
        await withoutScript.ShowsAsync("once", "and once more");

        await adas.ShowsAsync("once", "and once more");
        Assert.Equal(["once", "and once more"], (await ada.LogAsync(conversation)).Where(m => m.GetProperty("kind").GetString() == "said").Select(m => m.Text()));
    }

    [GeneratedRegex("/conversations/[^/]+$")]
    private static partial Regex Conversation();
}
