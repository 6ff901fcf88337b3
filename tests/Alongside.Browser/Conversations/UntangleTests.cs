namespace Alongside.Browser.Conversations;

/// <summary>From fragments to a conversation, with and without script.</summary>
public sealed class UntangleTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ada_puts_pieces_down_arranges_them_and_hands_over_what_she_chose(bool withScript)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var screen = await ScreenAsync(house, ada, withScript ? Device.SmallPhone : Device.WithoutScript);
        await screen.GoAsync($"/conversations/{conversation}");
        await screen.Page.Locator("a[href='/untangle']").ClickAsync();
        foreach (var piece in new[] { "the letter", "my brother", "since March" })
        {
            await screen.Page.Locator("#text").FillAsync(piece);
            await screen.Page.Locator("#write button").ClickAsync();
            await Assertions.Expect(screen.Page.Locator(".piece .words").Last).ToHaveTextAsync(piece);
        }

        await screen.Page.Locator(".piece").Last.Locator("button[name=up]").ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".piece .words")).ToHaveTextAsync(["the letter", "since March", "my brother"]);
        if (withScript)
        {
            var faults = await Looking.OverAsync(screen, "untangling");
            Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        }

        // It is there again after a reload, and still nobody else's.
        await screen.Page.ReloadAsync();
        await screen.Page.GetByText("my brother").ClickAsync();
        await screen.Page.GetByText("since March").ClickAsync();
        await screen.Page.Locator("button[name=some]").ClickAsync();
        await screen.ShowsAsync("since March", "my brother");
        Assert.Equal(["since March", "my brother"], (await ben.LogAsync(conversation)).Where(m => m.GetProperty("kind").GetString() == "said").Select(m => m.Text()));
        await screen.GoAsync("/untangle");
        await Assertions.Expect(screen.Page.Locator("input[type=checkbox]")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator("label .words")).ToHaveTextAsync(["the letter"]);
    }
}
