namespace Alongside.Browser.Conversations;

/// <summary>What reaches somebody who listens to the page, and somebody who is reading further up.</summary>
public sealed class ReadingAlongTests(Chromium chromium) : PageTest(chromium)
{
    // A screen reader speaks what is added to the log, and nothing else of it.
    private const string HearLog =
        """
        () => {
          window.spoken = [];
          new MutationObserver((changes) => {
            for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1 && node.matches(".moment")) window.spoken.push(node.querySelector(".words, .event").textContent.trim());
          }).observe(document.querySelector("[role=log]"), { childList: true, subtree: true });
        }
        """;

    [Fact]
    public async Task U10_each_moment_is_announced_once_and_none_again_when_the_line_comes_back()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ben.SaidAsync(conversation, "already here");
        var adas = await ScreenAsync(house, ada);
        await adas.OpenAsync($"/conversations/{conversation}");
        Assert.Equal("polite", await adas.Page.Locator("[role=log]").GetAttributeAsync("aria-live"));
        Assert.Equal("additions", await adas.Page.Locator("[role=log]").GetAttributeAsync("aria-relevant"));
        await adas.Page.EvaluateAsync(HearLog);

        await ben.SaidAsync(conversation, "one");
        await adas.ShowsAsync("already here", "one");
        await adas.SayAsync("two");
        await adas.ShowsAsync("already here", "one", "two");
        await ben.SaidAsync(conversation, "three");
        await adas.ShowsAsync("already here", "one", "two", "three");
        var back = adas.Page.WaitForRequestFinishedAsync(new() { Predicate = r => r.Url.Contains("/moments?after=", StringComparison.Ordinal) });
        await adas.Context.SetOfflineAsync(true);
        await Task.Delay(200);
        await adas.Context.SetOfflineAsync(false);
        await back;
        await ben.SaidAsync(conversation, "four");
        await adas.ShowsAsync("already here", "one", "two", "three", "four");

        Assert.Equal(["one", "two", "three", "four"], await adas.Page.EvaluateAsync<string[]>("() => window.spoken"));
    }

    [Fact]
    public async Task U11_a_moment_that_arrives_moves_neither_the_page_nor_the_focus()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        for (var i = 0; i < 40; i++)
        {
            await ben.SaidAsync(conversation, $"Line {i}, with a few words to it.");
        }

        var adas = await ScreenAsync(house, ada, Device.Phone);
        await adas.OpenAsync($"/conversations/{conversation}");
        await adas.Box().FillAsync("half a sentence");
        await adas.Box().EvaluateAsync("(box) => { box.setSelectionRange(4, 9); scrollTo(0, 200); }");
        await Assertions.Expect(adas.Page.Locator("#newer")).ToBeHiddenAsync();
        const string Where = "() => JSON.stringify([scrollY, document.activeElement.id, text.selectionStart, text.selectionEnd, text.value])";
        var before = await adas.Page.EvaluateAsync<string>(Where);
        Assert.Equal("""[200,"text",4,9,"half a sentence"]""", before);

        await ben.SaidAsync(conversation, "something new");
        await Assertions.Expect(adas.Said().Last).ToHaveTextAsync("something new");

        await Assertions.Expect(adas.Page.Locator("#newer")).ToBeVisibleAsync();
        Assert.Equal(before, await adas.Page.EvaluateAsync<string>(Where));
        await adas.Page.Locator("#newer").ClickAsync();
        await Assertions.Expect(adas.Said().Last).ToBeInViewportAsync();
        await Assertions.Expect(adas.Box()).ToBeFocusedAsync();
    }

    [Fact]
    public async Task U12_sending_sent_and_not_sent_yet_are_words_that_are_spoken()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada);
        await adas.OpenAsync($"/conversations/{conversation}");
        var answer = new TaskCompletionSource();
        var tries = 0;
        await adas.Page.RouteAsync("**/moments", async route =>
        {
            if (route.Request.Method == "POST" && Interlocked.Increment(ref tries) == 1)
            {
                await answer.Task;
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        await adas.SayAsync("hello");

        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sending");
        await Assertions.Expect(adas.Page.Locator("#outbox .state")).ToHaveTextAsync("Sending");
        await Assertions.Expect(adas.Page.Locator("#log .state:text('Sent')")).ToHaveCountAsync(0);
        answer.SetResult();
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Not sent yet");
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sent");
        await Assertions.Expect(adas.Page.Locator("#log .moment.mine .state")).ToHaveTextAsync("Sent");
        await adas.ShowsAsync("hello");
    }
}
