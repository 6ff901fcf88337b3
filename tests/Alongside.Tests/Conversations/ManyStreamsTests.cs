using System.Net;
using Alongside.Conversations;

namespace Alongside.Tests.Conversations;

public sealed class ManyStreamsTests
{
    [Theory, OnBothDatabases]
    public async Task A32_one_person_holds_only_so_many_streams_and_keeps_nobody_else_out(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var open = new List<EventLine>();
        for (var i = 0; i < MomentStreams.MostPerPerson; i++)
        {
            open.Add(await EventLine.OpenAsync(ada));
        }

        var tooMany = await ada.Http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.NotNull(tooMany.Headers.RetryAfter);
        await using var bens = await EventLine.OpenAsync(ben);
        await ada.SaidAsync(conversation, "still heard");
        Assert.Equal("still heard", (await bens.NextAsync("moment")).Data.Text());
        Assert.Equal("still heard", (await open[0].NextAsync("moment")).Data.Text());

        // A closed page makes room, once the server has noticed.
        await open[0].DisposeAsync();
        open.RemoveAt(0);
        await Talking.UntilAsync(async () =>
        {
            using var again = await ada.Http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
            return again.StatusCode is HttpStatusCode.OK;
        });
        foreach (var line in open)
        {
            await line.DisposeAsync();
        }
    }
}
