using System.Net.Http.Json;

namespace Alongside.Browser.Pages;

/// <summary>The same care for what a page looks like on the way: waiting, refused, not sent, ended, nobody here.</summary>
public sealed class EveryStateTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U06_a_page_that_did_not_understand_and_one_that_is_not_there()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house);
        var faults = new List<string>();

        Assert.Equal(404, (await screen.GoAsync("/nothing-here"))!.Status);
        await LookAsync("nothing here");
        await screen.GoAsync("/sign-in");
        await screen.Page.Locator("[name=name]").FillAsync("nobody");
        await screen.Page.Locator("[name=password]").FillAsync("a long enough word");
        await screen.Page.Locator("[name=code]").FillAsync("123456");
        await screen.Page.Locator("form[data-passkey] > p:last-of-type button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".notice")).ToBeVisibleAsync();
        await LookAsync("sign-in refused");
        await screen.GoAsync("/return");
        await screen.Page.Locator("[name=words]").FillAsync("too few words");
        await screen.Page.Locator("main button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#words-error")).ToBeVisibleAsync();
        await LookAsync("return words refused");

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));

        async Task LookAsync(string what) => faults.AddRange(await Looking.OverAsync(screen, what));
    }

    [Fact]
    public async Task U06_a_person_who_arrives_waits_writes_and_ends()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house);
        var faults = new List<string>();

        await screen.GoAsync("/talk");
        await Assertions.Expect(screen.Page.Locator("#nobody-here")).ToBeVisibleAsync();
        await LookAsync("talk, nobody here");
        await screen.Page.Locator("#words").FillAsync(new string('w', 9000));
        await screen.Page.Locator("#im-ready").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#words-error")).ToBeVisibleAsync();
        await LookAsync("talk, too long");

        // Two are here: there is a choice.
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        foreach (var specialist in new[] { ben, bo })
        {
            await (await ScreenAsync(house, specialist)).OpenAsync("/desk");
            Assert.True((await specialist.Http.PutAsJsonAsync("/api/duty", new { seats = 1 })).IsSuccessStatusCode);
        }

        await screen.LookAgainUntilAsync("/talk", "details input[type=radio] >> nth=2");
        await screen.Page.Locator("details summary").ClickAsync();
        await LookAsync("talk, two here");
        foreach (var specialist in new[] { ben, bo })
        {
            Assert.True((await specialist.Http.PutAsJsonAsync("/api/duty", new { seats = 0 })).IsSuccessStatusCode);
        }

        await screen.LookAgainUntilAsync("/talk", "#nobody-here");
        await screen.Page.Locator("#words").FillAsync("First words.");
        await screen.Page.Locator("#im-ready").ClickAsync();
        await screen.ShowsAsync("First words.");
        await LookAsync("waiting");
        Assert.True((await ben.Http.PutAsJsonAsync("/api/duty", new { seats = 1 })).IsSuccessStatusCode);
        await Assertions.Expect(screen.Page.Locator("#log .moment.joined")).ToHaveCountAsync(1);
        await screen.Context.SetOfflineAsync(true);
        await screen.SayAsync("Are you there");
        await Assertions.Expect(screen.Status()).ToHaveTextAsync("Not sent yet");
        await LookAsync("not sent yet");
        await screen.Context.SetOfflineAsync(false);
        await screen.ShowsAsync("First words.", "Are you there");
        await screen.Page.Locator("#ending summary").ClickAsync();
        await LookAsync("about to end");
        await screen.Page.Locator("#ending button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#log .moment.ended")).ToHaveCountAsync(1);
        await LookAsync("ended");

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));

        async Task LookAsync(string what) => faults.AddRange(await Looking.OverAsync(screen, what));
    }

    [Fact]
    public async Task U06_a_desk_with_two_letters_in_every_contrast()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var first = await house.ConversationAsync(ada, ben);
        var second = await house.ConversationAsync(cleo, ben);
        await ada.SaidAsync(first, "I am still up.");
        await cleo.SaidAsync(second, "May I ask something?");
        await ben.SaidAsync(second, "Of course.");
        var screen = await ScreenAsync(house, ben);
        await screen.OpenAsync($"/desk/{second}");
        await Assertions.Expect(screen.Page.Locator(".letter .new:not(:empty)")).ToHaveCountAsync(1);

        var faults = await Looking.OverAsync(screen, "desk");
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData("a person", "/conversations/")]
    [InlineData("a specialist", "/desk/")]
    public async Task U06_U07_U08_everything_that_stands_beside_the_words_for(string whom, string page)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "I am still up.");
        await ada.AddedAsync(conversation, new { kind = "want", want = "story" });
        await ben.AddedAsync(conversation, new { kind = "nod", on = 2 });
        await ben.AddedAsync(conversation, new { kind = "reflection", text = "Too awake to sleep." });
        await ada.AddedAsync(conversation, new { kind = "answer", on = 5, answer = "not-quite", text = "Too tired to." });
        await ada.AddedAsync(conversation, new { kind = "feeling", feeling = "overwhelmed" });
        await ben.AddedAsync(conversation, new { kind = "feeling", on = 7 });
        await ben.AddedAsync(conversation, new { kind = "reflection", text = "Worn out, and awake." });
        await ben.AddedAsync(conversation, new { kind = "signal", signal = "with-you" });
        await ada.AddedAsync(conversation, new { kind = "signal", signal = "need-a-moment" });
        await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = "May I show you what somebody does on such days?" });
        await ben.AddedAsync(conversation, new { kind = "quiet", quiet = "offer" });
        var screen = await ScreenAsync(house, whom is "a person" ? ada : ben);
        await screen.OpenAsync(page + conversation);

        var faults = await Looking.OverAsync(screen, $"beside the words, for {whom}");
        foreach (var panel in await screen.Page.Locator(".beside summary").AllAsync())
        {
            await screen.Page.SetViewportSizeAsync(320, 640);
            await panel.ClickAsync();
            faults.AddRange(await Looking.OverAsync(screen, $"{await panel.TextContentAsync()}, for {whom}"));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task U06_the_other_language_fits_where_the_first_did()
    {
        var house = await HouseAsync(set: settings => settings with { Cultures = ["qps-Ploc"] });
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "I am still up.");
        var adas = await ScreenAsync(house, ada);
        var bens = await ScreenAsync(house, ben);
        var faults = new List<string>();

        foreach (var (screen, page) in new[] { (adas, "/"), (adas, $"/conversations/{conversation}"), (adas, "/help-now"), (bens, $"/desk/{conversation}") })
        {
            await screen.GoAsync(page);
            faults.AddRange(await Looking.OverAsync(screen, page));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
