namespace Alongside.Browser.WaitingRoom;

/// <summary>A specialist with two conversations always knows which.</summary>
public sealed class TwoLettersTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U35_the_name_stands_over_the_words_and_at_the_box_and_nothing_crosses_over()
    {
        var house = await HouseAsync();
        using var ben = await house.BenAsync();
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var adas = await house.ConversationAsync(ada, ben);
        var cleos = await house.ConversationAsync(cleo, ben);
        foreach (var i in Enumerable.Range(0, 30))
        {
            await ada.SaidAsync(adas, $"Ada's line {i}.");
        }

        var desk = await ScreenAsync(house, ben);
        await desk.OpenAsync($"/desk/{cleos}");
        await desk.OpenAsync($"/desk/{adas}");
        await Assertions.Expect(LetterOf(cleos).Locator(".new")).ToHaveTextAsync("");
        await IsWithAsync(ada.Name, adas);
        await desk.TypeAsync("For Ada alone");

        // Cleo speaks: marked at her letter, by her name, and nowhere else.
        await cleo.SaidAsync(cleos, "And me?");
        await Assertions.Expect(LetterOf(cleos).Locator(".new")).ToHaveTextAsync("1 new");
        await Assertions.Expect(LetterOf(cleos).Locator(".name")).ToHaveTextAsync(cleo.Name);
        await Assertions.Expect(LetterOf(adas).Locator(".new")).ToHaveTextAsync("");
        await Assertions.Expect(desk.Page.Locator("#letter-news[role=status]")).ToContainTextAsync(cleo.Name);
        await Assertions.Expect(desk.Page.Locator("#log")).Not.ToContainTextAsync("And me?");
        await IsWithAsync(ada.Name, adas);

        // Over to Cleo by a key: her words, an empty box. Ada's half sentence stays with Ada.
        await desk.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await desk.Page.WaitForURLAsync($"**/desk/{cleos}");
        await IsWithAsync(cleo.Name, cleos);
        await desk.ShowsAsync("And me?");
        await Assertions.Expect(desk.Box()).ToHaveValueAsync("");
        await Assertions.Expect(LetterOf(cleos).Locator(".new")).ToHaveTextAsync("");
        await desk.SayAsync("You too.");
        await desk.ShowsAsync("And me?", "You too.");

        await desk.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await desk.Page.WaitForURLAsync($"**/desk/{adas}");
        await IsWithAsync(ada.Name, adas);
        await Assertions.Expect(desk.Box()).ToHaveValueAsync("For Ada alone");
        await desk.SendAsync();
        await Assertions.Expect(desk.Said().Last).ToHaveTextAsync("For Ada alone");
        Assert.Equal("For Ada alone", (await ada.LogAsync(adas))[^1].Text());
        Assert.Equal("You too.", (await cleo.LogAsync(cleos))[^1].Text());

        ILocator LetterOf(string conversation) => desk.Page.Locator($".letter[data-conversation='{conversation}']");

        async Task IsWithAsync(string name, string conversation)
        {
            await Assertions.Expect(desk.Page.Locator("h1:visible bdi")).ToHaveTextAsync(name);
            await Assertions.Expect(desk.Page.Locator("label[for=text]")).ToContainTextAsync(name);
            // Also when the words fill more than the window.
            await Assertions.Expect(desk.Page.Locator("label[for=text]")).ToBeInViewportAsync();
            await Assertions.Expect(desk.Page.Locator(".letter a[aria-current]")).ToHaveCountAsync(1);
            await Assertions.Expect(LetterOf(conversation).Locator("a[aria-current=page] .name")).ToHaveTextAsync(name);
        }
    }
}
