using System.Collections.Concurrent;

namespace Alongside.Browser.Conversations;

/// <summary>What is typed stays on the device until it is sent.</summary>
public sealed class UnsentTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Person_driven_nothing_typed_leaves_before_it_is_sent(bool asPerson)
    {
        const string unsent = "peekaboowords";
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var screen = await ScreenAsync(house, asPerson ? ada : ben);
        var sent = new ConcurrentBag<string>();
        screen.Context.Request += (_, request) => sent.Add($"{request.Method} {request.Url} {request.PostData}");
        await screen.OpenAsync(asPerson ? $"/conversations/{conversation}" : $"/desk/{conversation}");

        var writing = screen.Page.WaitForRequestAsync("**/presence");
        await screen.TypeAsync(unsent);
        await writing;
        await screen.Page.EvaluateAsync("() => { document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event('online')); dispatchEvent(new Event('blur')); }");
        await screen.Page.Locator("#log").ClickAsync();
        await screen.Page.ReloadAsync();

        Assert.Contains(sent, request => request.Contains("/presence", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, Carries);

        // The watch would have seen it.
        await screen.Page.EvaluateAsync($"() => fetch('/api/conversations', {{ method: 'POST', body: '{unsent}' }}).catch(() => 0)");
        Assert.Contains(sent, Carries);

        static bool Carries(string request) => request.Contains(unsent[..6], StringComparison.Ordinal);
    }
}
