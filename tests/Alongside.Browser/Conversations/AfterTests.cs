namespace Alongside.Browser.Conversations;

/// <summary>From the ending to the last decision, with and without script.</summary>
public sealed class AfterTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ada_ends_carries_a_line_says_she_felt_heard_keeps_it_and_then_lets_it_go(bool withScript)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "I got up today.");
        await ben.SaidAsync(conversation, "That took a lot.");
        var screen = await ScreenAsync(house, ada, withScript ? Device.SmallPhone : Device.WithoutScript);
        await screen.GoAsync($"/conversations/{conversation}");

        // A soft ending first: the other has time for a last word, and what is in the box stays.
        await screen.Box().FillAsync("and thank");
        await screen.Page.Locator("#going > summary").ClickAsync();
        await screen.Page.Locator("#going button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#log .moment.going")).ToContainTextAsync("You said that you are about to go.");
        await Assertions.Expect(screen.Box()).ToHaveValueAsync("and thank");
        await screen.Box().FillAsync("");
        await screen.Page.Locator("#ending > summary").ClickAsync();
        await screen.Page.Locator("#ending form .button").ClickAsync();
        await screen.Page.Locator($"a[href='/conversations/{conversation}/after']").ClickAsync();
        await screen.Page.Locator("#carry summary").ClickAsync();
        await screen.Page.GetByText("That took a lot.").ClickAsync();
        if (withScript)
        {
            var faults = await Looking.OverAsync(screen, "after, choosing lines");
            Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        }

        await screen.Page.Locator("#carry button").ClickAsync();

        await screen.Page.Locator("#heard fieldset").Nth(1).GetByText("Fully").ClickAsync();
        await screen.Page.Locator("#heard button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".answers dd")).ToHaveTextAsync(["Fully"]);
        await screen.Page.Locator("main form .quiet").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("main")).ToContainTextAsync("The other listened to what I said. Fully.");
        await screen.GoAsync($"/conversations/{conversation}/after");
        await Assertions.Expect(screen.Page.Locator("#heard form")).ToHaveCountAsync(0);

        await screen.Page.GetByText("Keep it until I let it go").ClickAsync();
        await screen.Page.Locator("#keep > form button").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("input[value=space]")).ToBeCheckedAsync();
        await screen.Page.Locator("a[href='/carried']").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".carried .words")).ToHaveTextAsync(["That took a lot."]);
        await screen.Page.Locator($"a[href='/conversations/{conversation}']").ClickAsync();
        await screen.Page.Locator($"a[href='/conversations/{conversation}/after']").ClickAsync();

        await screen.Page.Locator("#keep .going summary").ClickAsync();
        await screen.Page.Locator("#keep .going button").ClickAsync();
        await screen.Page.WaitForURLAsync("**/let-go");
        Assert.Equal(404, (await screen.GoAsync($"/conversations/{conversation}"))!.Status);
        await screen.GoAsync("/carried");
        await Assertions.Expect(screen.Page.Locator(".carried .words")).ToHaveTextAsync(["That took a lot."]);
        await Assertions.Expect(screen.Page.Locator("main a[href^='/conversations/']")).ToHaveCountAsync(0);
    }
}
