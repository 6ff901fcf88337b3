using System.Net;
using Alongside.Conversations;
using Alongside.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

public sealed class ReleaseTests
{
    [Theory, OnBothDatabases]
    public async Task A16_A29_a_steward_reads_the_one_conversation_that_was_released_until_it_is_taken_back(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var bo = await house.BoAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var another = await house.ConversationAsync(ada, ben);
        var cleos = await house.ConversationAsync(cleo, ben);
        await ben.SaidAsync(conversation, "Shall we meet at the park?");
        await ben.AddedAsync(conversation, new { kind = "card", card = "one-sock", text = "May I show you this?" });
        foreach (var other in new[] { another, cleos })
        {
            await ben.SaidAsync(other, "not for a steward");
        }

        // Without it: nobody, and nobody but her can give it.
        await ReadableAsync(false);
        foreach (var someone in new[] { ben, bo, cleo, stella })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(someone, "release")).StatusCode);
        }

        await ReadableAsync(false);
        Assert.Contains("none-released", await stella.Http.GetStringAsync("/released"), StringComparison.Ordinal);

        // One tap: that one alone, and she sees that it was read.
        using var given = await PostAsync(ada, "release");
        Assert.Equal((HttpStatusCode.SeeOther, $"/conversations/{conversation}#asked-elsewhere"), (given.StatusCode, given.Headers.Location!.OriginalString));
        Assert.Contains("Nobody has read it so far.", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);
        var list = await stella.Http.GetStringAsync("/released");
        Assert.Contains($"/released/{conversation}", list, StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Name, list, StringComparison.Ordinal);
        Assert.DoesNotContain(another, list, StringComparison.Ordinal);
        await ReadableAsync(true);
        await ReadableAsync(true);
        var hers = WebUtility.HtmlDecode(await ada.Http.GetStringAsync($"/conversations/{conversation}"));
        Assert.Equal(2, hers.Split("\u2068Stella\u2069 read it on ").Length - 1);
        Assert.DoesNotContain("read it on", await ben.Http.GetStringAsync($"/desk/{conversation}"), StringComparison.Ordinal);

        // Only ever to be read: a seat is what it takes for anything else.
        Assert.Equal(HttpStatusCode.NotFound, (await stella.SayAsync(conversation, "hello")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stella.Http.GetAsync($"/api/conversations/{conversation}/moments")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stella.Http.GetAsync($"/conversations/{conversation}")).StatusCode);

        // Taken back: gone at once; given again; and erased with the conversation.
        await PostAsync(ada, "recall");
        await ReadableAsync(false);
        Assert.Contains("read it on", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);
        await PostAsync(ada, "release");
        await ReadableAsync(true);
        await PostAsync(ada, "letting-go");
        await ReadableAsync(false);
        var database = house.Services.GetRequiredService<Database>();
        Assert.Equal(0, await database.FindAsync<long>("select (select count(*) from release) + (select count(*) from release_reading)", null, default));

        async Task ReadableAsync(bool readable)
        {
            using var answer = await stella.Http.GetAsync($"/released/{conversation}");
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(readable ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(readable, page.Contains("Shall we meet at the park?", StringComparison.Ordinal));
            Assert.Equal(readable, page.Contains("One sock", StringComparison.Ordinal));
            foreach (var other in new[] { another, cleos, ConversationId.New().Value })
            {
                using var refused = await stella.Http.GetAsync($"/released/{other}");
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            }

            foreach (var someone in new[] { ada, ben, bo, cleo })
            {
                using var refused = await someone.Http.GetAsync($"/released/{conversation}");
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            }
        }

        Task<HttpResponseMessage> PostAsync(Someone someone, string what) =>
            someone.Http.PostAsync($"/conversations/{conversation}/{what}", new FormUrlEncodedContent([]));
    }
}
