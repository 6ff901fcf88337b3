using Alongside.Faults;
using Alongside.Platform.Hosting;

namespace Alongside.Browser.Conversations;

/// <summary>The server dies while somebody writes.</summary>
public sealed class KilledTests(Chromium chromium) : PageTest(chromium)
{
    [Theory, OnBothDatabases]
    public async Task U13_U12_the_server_is_killed_mid_sentence_and_everything_typed_is_kept_and_sent_once(DatabaseKind on)
    {
        using var installation = await Installation.FreshAsync(on);
        var (ada, ben, conversation) = await CastAsync(installation);
        var server = Keep(await ServerProcess.StartAsync(installation));
        var adas = await ScreenAsync(server.Address, ada, Device.Phone);
        var bens = await ScreenAsync(server.Address, ben);
        await adas.OpenAsync($"/conversations/{conversation}");
        await bens.OpenAsync($"/desk/{conversation}");
        await adas.SayAsync("Before.");
        await bens.ShowsAsync("Before.");
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sent");

        await adas.TypeAsync("It is all ");
        await server.KillAsync();
        Assert.True(server.WasKilled);
        await adas.TypeAsync("at once, and loud.");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("It is all at once, and loud.");
        await adas.SendAsync();
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Not sent yet");
        await Assertions.Expect(adas.Page.Locator("#outbox .moment .words")).ToHaveTextAsync("It is all at once, and loud.");
        await Assertions.Expect(adas.Page.Locator("#outbox .moment .state")).ToHaveTextAsync("Not sent yet");
        await Assertions.Expect(adas.Page.Locator("#line[role=status]")).ToContainTextAsync("safe on this page");
        await adas.TypeAsync("There is no quiet corner");

        Keep(await ServerProcess.StartAsync(installation, server.Address.Port));

        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sent");
        await bens.ShowsAsync("Before.", "It is all at once, and loud.");
        await adas.ShowsAsync("Before.", "It is all at once, and loud.");
        await Assertions.Expect(adas.Page.Locator("#line")).ToHaveTextAsync("");
        await Assertions.Expect(adas.Box()).ToHaveValueAsync("There is no quiet corner");
        await adas.SendAsync();
        await bens.ShowsAsync("Before.", "It is all at once, and loud.", "There is no quiet corner");
        await adas.Page.ReloadAsync();
        await adas.ShowsAsync("Before.", "It is all at once, and loud.", "There is no quiet corner");
    }

    [Theory, OnBothDatabases]
    public async Task U13_F13_the_server_is_killed_after_it_kept_the_words_and_before_it_could_say_so(DatabaseKind on)
    {
        using var installation = await Installation.FreshAsync(on);
        var (ada, ben, conversation) = await CastAsync(installation);
        var server = Keep(await ServerProcess.StartAsync(installation));
        var adas = await ScreenAsync(server.Address, ada, Device.Phone);
        var bens = await ScreenAsync(server.Address, ben);
        await adas.OpenAsync($"/conversations/{conversation}");
        await bens.OpenAsync($"/desk/{conversation}");
        // Neither the answer nor the line tells the page that its words are kept.
        await adas.Page.RouteAsync("**/api/events", route => route.AbortAsync());
        await adas.Page.ReloadAsync();
        var posts = 0;
        await adas.Page.RouteAsync("**/moments", async route =>
        {
            if (route.Request.Method == "POST" && Interlocked.Increment(ref posts) == 1)
            {
                Assert.Equal(200, (await route.FetchAsync()).Status);
                await server.KillAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        await adas.SayAsync("It is kept.");
        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Not sent yet");
        Keep(await ServerProcess.StartAsync(installation, server.Address.Port));

        await Assertions.Expect(adas.Status()).ToHaveTextAsync("Sent");
        await adas.ShowsAsync("It is kept.");
        await Assertions.Expect(adas.Page.Locator("#outbox .moment")).ToHaveCountAsync(0);
        await bens.ShowsAsync("It is kept.");
        await adas.Page.ReloadAsync();
        await adas.ShowsAsync("It is kept.");
        Assert.True(server.WasKilled);
    }

    /// <summary>Ada's and Ben's sessions and a conversation of theirs, made before the process starts.</summary>
    private static async Task<(string Ada, string Ben, string Conversation)> CastAsync(Installation installation)
    {
        await using var house = await House.OpenAsync(new Settings
        {
            Data = installation.Data.FullName,
            Database = installation.Environment.GetValueOrDefault("ALONGSIDE_DATABASE"),
            Schema = installation.Environment.GetValueOrDefault("ALONGSIDE_SCHEMA") ?? new Settings().Schema,
            Urls = "http://127.0.0.1:0",
        });
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        return (ada.Token!, ben.Token!, await house.ConversationAsync(ada, ben));
    }
}
