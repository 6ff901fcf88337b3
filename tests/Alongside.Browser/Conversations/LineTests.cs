using System.Text.Json;

namespace Alongside.Browser.Conversations;

/// <summary>The line between a page and the house: dropped, cut, repeated.</summary>
public sealed class LineTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task F12_a_line_down_mid_sentence_keeps_what_is_typed_and_heals_in_ten_seconds()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var adas = await ScreenAsync(house, ada, Device.Phone);
        await adas.OpenAsync($"/conversations/{conversation}");
        await adas.TypeAsync("Are you ");

        await adas.Context.SetOfflineAsync(true);
        await adas.TypeAsync("still there");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("Are you still there");
        await adas.SendAsync();
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Not sent yet");
        await adas.TypeAsync("I wait");
        await ben.SaidAsync(conversation, "I am.");
        await adas.Context.SetOfflineAsync(false);

        await Assertions.Expect(adas.Said()).ToHaveTextAsync(["I am.", "Are you still there"], new() { Timeout = 10_000 });
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sent");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("I wait");
        await ben.SaidAsync(conversation, "Go on.");
        await adas.ShowsAsync("I am.", "Are you still there", "Go on.");
    }

    [Fact]
    public async Task F17_a_stream_cut_mid_event_with_replays_in_any_order_shows_nothing_twice()
    {
        var house = await HouseAsync();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        foreach (var i in Enumerable.Range(1, 4))
        {
            await ben.SaidAsync(conversation, $"{i}");
        }

        var adas = await ScreenAsync(house, ada);
        var asked = 0;
        await adas.Page.RouteAsync("**/api/events", async route =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // 5 and 6 are news to this page; the rest it has. What the log has by now is sent as if by a bad proxy.
            await ben.SaidAsync(conversation, "5");
            await ben.SaidAsync(conversation, "6");
            var log = (await ada.LogAsync(conversation)).Select(moment => EventOf(conversation, moment)).ToList();
            string[] sent = [log[^1], log[2], log[0], log[^2], log[1], log[^1], log[^2], .. log, log[^1][..40]];
            await route.FulfillAsync(new()
            {
                Status = 200,
                ContentType = "text/event-stream",
                Body = "event: ready\ndata: {\"epoch\":\"e\",\"resync\":false,\"seen\":{}}\n\n" + string.Concat(sent),
            });
        });
        await adas.GoAsync($"/conversations/{conversation}");

        await adas.ShowsAsync("1", "2", "3", "4", "5", "6");
        // The next line is a real one.
        await adas.Page.WaitForConditionAsync(() => asked > 1);
        await ben.SaidAsync(conversation, "7");
        await adas.ShowsAsync("1", "2", "3", "4", "5", "6", "7");
    }

    private static string EventOf(string conversation, JsonElement moment)
    {
        var data = moment.EnumerateObject().ToDictionary(p => p.Name, p => (object)p.Value);
        data["conversation"] = conversation;
        return $"event: moment\ndata: {JsonSerializer.Serialize(data)}\n\n";
    }
}
