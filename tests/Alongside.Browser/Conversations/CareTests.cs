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
        await Assertions.Expect(adas.Page.Locator("#log .moment.ended .event")).ToContainTextAsync("this community ended this conversation.");
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
