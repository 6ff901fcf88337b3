using System.Net;
using Alongside.Conversations;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

public sealed class LettingGoTests
{
    [Theory, OnBothDatabases]
    public async Task A_person_lets_a_conversation_go_and_nobody_can_read_it_again(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "not for keeping");
        await using var bens = await EventLine.OpenAsync(ben);

        // Neither a stranger nor whoever listens may erase it.
        Assert.Equal(HttpStatusCode.NotFound, (await LetGoAsync(cleo, conversation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await LetGoAsync(ben, conversation)).StatusCode);
        Assert.Equal(2, (await ada.LogAsync(conversation)).Count);
        Assert.Equal(HttpStatusCode.SeeOther, (await LetGoAsync(ada, conversation)).StatusCode);

        Assert.Equal("ended", (await bens.NextAsync("moment")).Data.GetProperty("kind").GetString());
        foreach (var someone in new[] { ada, ben })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync($"/api/conversations/{conversation}/moments")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await someone.SayAsync(conversation, "hello?")).StatusCode);
        }

        Assert.Equal(0, await LeftAsync(house, conversation));
        Assert.Null(await house.Services.GetRequiredService<KeyStore>().FindAsync($"c:{conversation}", default));
    }

    [Theory, OnBothDatabases]
    public async Task What_has_been_quiet_for_longer_than_was_promised_is_erased_and_nothing_sooner(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var old = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(old, "long ago");
        var lettingGo = house.Services.GetRequiredService<LettingGo>();

        clock.Move(TimeSpan.FromDays(29));
        var young = await house.ConversationAsync(ada, ben);
        Assert.Equal(0, await lettingGo.EraseWhatIsOverAsync(default));
        clock.Move(TimeSpan.FromDays(2));

        Assert.Equal(1, await lettingGo.EraseWhatIsOverAsync(default));
        Assert.Equal(0, await LeftAsync(house, old));
        Assert.Equal(1, await LeftAsync(house, young));
    }

    private static Task<HttpResponseMessage> LetGoAsync(Someone someone, string conversation) =>
        someone.Http.PostAsync($"/conversations/{conversation}/letting-go", new FormUrlEncodedContent([]));

    private static async Task<long> LeftAsync(House house, string conversation) => await house.Services.GetRequiredService<Database>().FindAsync<long>(
        "select count(*) from conversation where conversation_id = @conversation",
        new { conversation }, default);
}
