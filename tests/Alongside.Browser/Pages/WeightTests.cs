namespace Alongside.Browser.Pages;

/// <summary>U03: what a page weighs on a phone that was never here before, headers and all.</summary>
public sealed class WeightTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task U03_the_first_page_is_four_requests_and_30_KB_at_most()
    {
        var house = await HouseAsync();
        var screen = await StrangerAsync(house, Device.Phone);

        var loaded = await Weighing.LoadAsync(screen, "/");

        Print("home", loaded);
        Assert.InRange(loaded.Count, 1, 4);
        Assert.InRange(loaded.Sum(l => l.Bytes), 1, 30 * 1024);
        Assert.DoesNotContain(loaded, l => l.Kind is "font");
    }

    [Theory]
    [InlineData("a person", "/conversations/")]
    [InlineData("a specialist", "/desk/")]
    public async Task U03_a_conversation_is_100_KB_at_most_and_its_script_60(string whom, string page)
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(1, 20))
        {
            await (i % 2 == 0 ? ada : ben).SaidAsync(conversation, $"Number {i}: a line or two of what people say to each other when there is no hurry.");
        }

        var screen = await ScreenAsync(house, whom is "a person" ? ada : ben, Device.Phone);
        var loaded = await Weighing.LoadAsync(screen, page + conversation);

        Print($"a conversation for {whom}", loaded);
        Assert.Contains(loaded, l => l.Kind is "script");
        Assert.InRange(loaded.Sum(l => l.Bytes), 1, 100 * 1024);
        Assert.InRange(loaded.Where(l => l.Kind is "script").Sum(l => l.Bytes), 1, 60 * 1024);
    }

    private static void Print(string what, IReadOnlyList<Loaded> loaded) => TestContext.Current.SendDiagnosticMessage(
        "{0}: {1} bytes, script {2}: {3}", what, loaded.Sum(l => l.Bytes), loaded.Where(l => l.Kind is "script").Sum(l => l.Bytes), string.Join(", ", loaded));
}
