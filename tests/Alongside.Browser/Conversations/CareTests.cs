using Alongside.Conversations.Care;
using Alongside.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser.Conversations;

/// <summary>When a talk is not okay: what each side can do, with script and without.</summary>
public sealed class CareTests(Chromium chromium) : PageTest(chromium)
{
    [Theory, OnBothDatabases]
    public async Task A27_one_tap_ends_it_and_her_page_says_a_kind_word_at_once(DatabaseKind on)
    {
        var (house, conversation, adas, bens) = await TwoAsync(on);
        await adas.SayAsync("Something that was too much.");
        await Assertions.Expect(bens.Said()).ToHaveCountAsync(1);
        await adas.Box().FillAsync("half a sentence");
        await Assertions.Expect(adas.Page.Locator("#kind-word")).ToBeHiddenAsync();
        await bens.Page.Locator("#end-now button").ClickAsync();

        await Assertions.Expect(adas.Page.Locator("#kind-word")).ToBeVisibleAsync();
        await Assertions.Expect(adas.Page.Locator("#log .moment.ended .event")).ToContainTextAsync("This conversation was ended by this community.");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("half a sentence");
        await Assertions.Expect(bens.Page.Locator(".when-paused")).ToBeVisibleAsync();
        await Assertions.Expect(bens.Page.Locator("#end-now")).ToBeHiddenAsync();
        var faults = await Looking.OverAsync(adas, "ended with a pause");
        faults.AddRange(await Looking.OverAsync(bens, "ended with a pause, at the desk"));
        Assert.Equal(403, (await adas.GoAsync("/talk"))!.Status);
        faults.AddRange(await Looking.OverAsync(adas, "the way in rests"));

        // On a fresh device of the same kind, and after he took it back.
        var fresh = await StrangerAsync(house, Device.SmallPhone);
        Assert.Equal(403, (await fresh.GoAsync("/talk"))!.Status);
        await bens.Page.Locator(".when-paused a").ClickAsync();
        await Assertions.Expect(bens.Page.Locator(".pauses tbody tr")).ToHaveCountAsync(1);
        faults.AddRange(await Looking.OverAsync(bens, "pauses"));
        await bens.Page.Locator(".pauses button").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#no-pauses")).ToBeVisibleAsync();
        Assert.Equal(200, (await fresh.GoAsync("/talk"))!.Status);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory, OnBothDatabases]
    public async Task A27_without_script_one_tap_does_the_same(DatabaseKind on)
    {
        var (_, conversation, adas, bens) = await TwoAsync(on, script: false);
        await bens.Page.Locator("#end-now button").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#log .moment.ended .event")).ToContainTextAsync("Their device rests for a while.");

        await adas.SayAsync("Are you still there?");
        await Assertions.Expect(adas.Page.Locator("#kind-word")).ToBeVisibleAsync();
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("Are you still there?");
        Assert.Equal(403, (await adas.GoAsync("/talk"))!.Status);
        await Assertions.Expect(adas.Page.Locator("#opens-again")).ToContainTextAsync("hours");
        Assert.Equal(200, (await adas.GoAsync($"/conversations/{conversation}"))!.Status);
    }

    [Theory, OnBothDatabases]
    public async Task A29_a_specialist_is_asked_before_a_way_outside_is_sent_and_nothing_leaves_until_they_choose(DatabaseKind on)
    {
        var (_, conversation, adas, bens) = await TwoAsync(on);
        var posted = 0;
        bens.Page.Request += (_, request) => posted += request.Method == "POST" ? 1 : 0;
        var ask = bens.Page.Locator("#outside > div");
        await bens.SayAsync("I am here.");
        await adas.ShowsAsync("I am here.");
        await Assertions.Expect(ask).ToBeHiddenAsync();

        await bens.SayAsync("My number is 617-555-0142.");
        await Assertions.Expect(ask).ToBeVisibleAsync();
        await Assertions.Expect(bens.Box()).ToHaveValueAsync("My number is 617-555-0142.");
        Assert.Equal(1, posted);
        await ask.Locator("button", new() { HasText = "Put it back" }).ClickAsync();
        await Assertions.Expect(ask).ToBeHiddenAsync();
        await Assertions.Expect(bens.Box()).ToBeFocusedAsync();
        await bens.Box().PressAsync("Control+Enter");
        await Assertions.Expect(ask).ToBeVisibleAsync();
        Assert.Equal(1, posted);
        await ask.Locator("button", new() { HasText = "Send it as it is" }).ClickAsync();
        await adas.ShowsAsync("I am here.", "My number is 617-555-0142.");
        await Assertions.Expect(bens.Box()).ToHaveValueAsync("");

        // Said back, it stays a reflection; and changed in the box it just goes.
        await bens.Box().FillAsync("You would like me at ben@example.org.");
        await bens.Page.Locator("button[name=reflection]").ClickAsync();
        await ask.Locator("button", new() { HasText = "Send it as it is" }).ClickAsync();
        await Assertions.Expect(adas.Page.Locator("#log .moment.reflection .words")).ToHaveTextAsync("You would like me at ben@example.org.");
        await bens.SayAsync("Write to @ben_listens");
        await Assertions.Expect(ask).ToBeVisibleAsync();
        await bens.SayAsync("You can call 833-773-2445.");
        await Assertions.Expect(ask).ToBeHiddenAsync();
        await adas.ShowsAsync("I am here.", "My number is 617-555-0142.", "You can call 833-773-2445.");
        // Nobody reads over a person's shoulder.
        await adas.SayAsync("I am at 617-555-0199.");
        await Assertions.Expect(bens.Said()).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task U06_U08_the_question_before_a_way_outside_and_what_stewards_may_read()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(1, 12))
        {
            await ada.SaidAsync(conversation, $"Number {i}: a line or two of what people say to each other when there is no hurry.");
        }

        var bens = await ScreenAsync(house, ben);
        await bens.OpenAsync($"/desk/{conversation}");
        await bens.SayAsync("My number is 617-555-0142.");
        await Assertions.Expect(bens.Page.Locator("#outside > div")).ToBeVisibleAsync();
        var faults = await Looking.OverAsync(bens, "asked before it is sent");

        using var nothing = new FormUrlEncodedContent([]);
        await ada.Http.PostAsync($"/conversations/{conversation}/release", nothing);
        var stellas = await ScreenAsync(house, await house.StellaAsync());
        foreach (var page in new[] { "/released", $"/released/{conversation}", "/what-if" })
        {
            await stellas.GoAsync(page);
            faults.AddRange(await Looking.OverAsync(stellas, page));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory, OnBothDatabases]
    public async Task A29_without_script_the_same_question_comes_with_the_words_kept(DatabaseKind on)
    {
        var (_, conversation, adas, bens) = await TwoAsync(on, script: false);
        await bens.SayAsync("My number is 617-555-0142.");
        await Assertions.Expect(bens.Page.Locator("#outside > div")).ToBeVisibleAsync();
        await Assertions.Expect(bens.Box()).ToHaveValueAsync("My number is 617-555-0142.");
        await bens.Page.Locator("#outside button[name=unsure]").ClickAsync();
        await Assertions.Expect(bens.Page.Locator("#outside > div")).ToBeHiddenAsync();
        await Assertions.Expect(bens.Box()).ToHaveValueAsync("My number is 617-555-0142.");
        await bens.SendAsync();
        await bens.Page.Locator("#outside button[name=sure]").ClickAsync();
        await adas.GoAsync($"/conversations/{conversation}");
        await adas.ShowsAsync("My number is 617-555-0142.");
    }

    [Fact]
    public async Task A29_the_page_finds_the_same_ways_outside_as_the_house()
    {
        var (house, _, _, bens) = await TwoAsync(DatabaseKind.Sqlite);
        var asked = house.Services.GetRequiredService<Outside>();
        string[] all = [.. WaysOutside.Ways, .. WaysOutside.Not];

        var page = await bens.Page.EvaluateAsync<bool[]>(
            """
            async (all) => {
              const { waysIn } = await import('/js/outside.js');
              const { pattern, own } = document.getElementById('outside').dataset;
              return all.map((words) => waysIn(words, pattern).some((way) => !JSON.parse(own).includes(way)));
            }
            """, all);

        Assert.Equal(all.Select(words => (words, asked.IsIn(words))), all.Zip(page));
    }

    [Theory, OnBothDatabases]
    public async Task A29_with_one_tap_she_lets_stewards_read_this_one_talk_and_takes_it_back(DatabaseKind on)
    {
        foreach (var script in new[] { true, false })
        {
            var (house, conversation, adas, bens) = await TwoAsync(on, script);
            await bens.SayAsync("Shall we meet at the park?");
            var stellas = await ScreenAsync(house, await house.StellaAsync());
            Assert.Equal(404, (await stellas.GoAsync($"/released/{conversation}"))!.Status);
            await adas.Page.Locator("#asked-elsewhere button").ClickAsync();
            await Assertions.Expect(adas.Page.Locator("#asked-elsewhere .readings")).ToContainTextAsync("Nobody has read it so far.");
            Assert.Equal(200, (await stellas.GoAsync($"/released/{conversation}"))!.Status);
            await stellas.ShowsAsync("Shall we meet at the park?");
            await adas.GoAsync($"/conversations/{conversation}");
            await Assertions.Expect(adas.Page.Locator("#asked-elsewhere .readings li")).ToHaveCountAsync(1);
            await adas.Page.Locator("#asked-elsewhere button").ClickAsync();
            await Assertions.Expect(adas.Page.Locator("#asked-elsewhere button")).ToHaveTextAsync("I was asked to meet or talk elsewhere");
            Assert.Equal(404, (await stellas.GoAsync($"/released/{conversation}"))!.Status);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A30_both_find_what_the_community_does_and_the_talk_goes_on(bool script)
    {
        var (_, _, adas, bens) = await TwoAsync(DatabaseKind.Sqlite, script);
        await adas.SayAsync("I am 15.");
        var faults = new List<string>();
        foreach (var (screen, which) in new[] { (adas, "#young"), (bens, "#they-are-young") })
        {
            await screen.Page.Locator($"{which} summary").ClickAsync();
            await Assertions.Expect(screen.Page.Locator($"{which} .young a[href='sms:439726']")).ToBeVisibleAsync();
            if (script)
            {
                // From where the page begins: what scrolls away under the strip is nobody's target.
                await screen.Page.EvaluateAsync("() => scrollTo(0, 0)");
                faults.AddRange(await Looking.OverAsync(screen, which));
            }
        }

        await bens.SayAsync("Thank you for telling me. I am still here.");
        await Assertions.Expect(bens.Said().Last).ToHaveTextAsync("Thank you for telling me. I am still here.");
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private async Task<(House House, string Conversation, Screen Adas, Screen Bens)> TwoAsync(DatabaseKind on, bool script = true)
    {
        var house = await HouseAsync(on);
        var ada = await house.AdaAsync();
        var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, device =>
        {
            Device.SmallPhone(device);
            device.JavaScriptEnabled = script;
        });
        var bens = await ScreenAsync(house, ben, device => device.JavaScriptEnabled = script);
        if (script)
        {
            await adas.OpenAsync($"/conversations/{conversation}");
            await bens.OpenAsync($"/desk/{conversation}");
        }
        else
        {
            await adas.GoAsync($"/conversations/{conversation}");
            await bens.GoAsync($"/desk/{conversation}");
        }

        return (house, conversation, adas, bens);
    }
}
