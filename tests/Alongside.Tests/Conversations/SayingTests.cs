using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Alongside.Tests.Conversations;

public sealed class SayingTests
{
    [Theory, OnBothDatabases]
    public async Task What_is_said_reaches_both_once_and_in_order(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await using var adas = await EventLine.OpenAsync(ada);
        await using var bens = await EventLine.OpenAsync(ben);

        for (var i = 0; i < 10; i++)
        {
            await (i % 2 == 0 ? ada : ben).SaidAsync(conversation, $"line {i}");
        }

        foreach (var line in new[] { adas, bens })
        {
            var heard = await line.MomentsAsync(10);
            Assert.Equal(Enumerable.Range(2, 10), heard.Select(m => (int)m.Seq()));
            Assert.Equal(Enumerable.Range(0, 10).Select(i => $"line {i}"), heard.Select(Talking.Text));
            Assert.All(heard, m => Assert.Equal(conversation, m.GetProperty("conversation").GetString()));
        }

        Assert.Equal(["joined", .. Enumerable.Repeat("said", 10)], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
    }

    [Theory, OnBothDatabases]
    public async Task F20_A_retry_is_the_same_moment(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var id = Guid.CreateVersion7();

        var seqs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.SaidAsync(conversation, "only once", id)));

        Assert.Single(seqs.Distinct());
        Assert.Single((await ben.LogAsync(conversation)), m => m.Text() == "only once");
    }

    [Theory, OnBothDatabases]
    public async Task A11_The_same_id_with_other_words_is_refused_and_by_another_author_is_another_moment(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var id = Guid.CreateVersion7();
        await ada.SaidAsync(conversation, "my words", id);

        var other = await ada.SayAsync(conversation, "other words", id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("application/problem+json", other.Content.Headers.ContentType!.MediaType);
        await ben.SaidAsync(conversation, "his words", id);

        Assert.Equal(["my words", "his words"], (await ada.LogAsync(conversation)).Where(m => m.GetProperty("kind").GetString() == "said").Select(Talking.Text));
    }

    [Theory, OnBothDatabases]
    public async Task A_stranger_cannot_learn_that_a_conversation_exists(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        // The same request of Ada's is served: the refusals below are for the right reason.
        await ada.SaidAsync(conversation, "mine");

        foreach (var id in new[] { conversation, "AAAAAAAAAAAAAAAAAAAAAA", "x", "..%2f", new string('x', 300) })
        {
            foreach (var answer in new[]
            {
                await cleo.SayAsync(id, "hello"),
                await cleo.Http.GetAsync($"/api/conversations/{id}/moments"),
                await cleo.Http.PostAsync($"/api/conversations/{id}/ending", null),
                await cleo.Http.PutAsJsonAsync($"/api/conversations/{id}/presence", new { writing = true }),
                await cleo.Http.PutAsJsonAsync($"/api/conversations/{id}/read", new { seq = 1 }),
                await cleo.Http.GetAsync($"/api/events?conversation={id}"),
            })
            {
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                Assert.Equal(
                    await (await cleo.Http.GetAsync("/api/nothing")).Content.ReadAsStringAsync(),
                    await answer.Content.ReadAsStringAsync());
            }
        }

        Assert.Empty(await cleo.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations") ?? []);
    }

    [Theory, OnBothDatabases]
    public async Task An_ended_conversation_takes_no_more_words_and_can_still_be_read(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "thank you");
        await using var bens = await EventLine.OpenAsync(ben);

        Assert.Equal(HttpStatusCode.NoContent, (await ada.Http.PostAsync($"/api/conversations/{conversation}/ending", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.Http.PostAsync($"/api/conversations/{conversation}/ending", null)).StatusCode);

        Assert.Equal("ended", (await bens.NextAsync("moment")).Data.GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await ben.SayAsync(conversation, "too late")).StatusCode);
        Assert.Equal(["joined", "said", "ended"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
        var mine = Assert.Single(await ada.Http.GetFromJsonAsync<List<JsonElement>>("/api/conversations") ?? []);
        Assert.Equal("ended", mine.GetProperty("state").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Too_long_or_empty_gets_a_plain_sentence_and_nothing_is_kept(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await ada.SayAsync(conversation, new string('a', 8001))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.SayAsync(conversation, " \n ")).StatusCode);
        await ada.SaidAsync(conversation, new string('a', 8000));

        Assert.Equal(2, (await ada.LogAsync(conversation)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A31_Fifty_messages_a_second_are_asked_to_slow_down(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => ada.SayAsync(conversation, $"{i}")));

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, a => Assert.NotNull(a.Headers.RetryAfter));
        // Ben is not slowed by Ada.
        await ben.SaidAsync(conversation, "I'm here");
    }

    [Theory, OnBothDatabases]
    public async Task A08_Extra_fields_change_nothing(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        var answer = await ada.Http.PostAsJsonAsync($"/api/conversations/{conversation}/moments", new
        {
            clientId = Guid.CreateVersion7(), kind = "said", text = "me", role = "specialist", author = "specialist", authorId = ben.Id.Value, seq = 900, at = "2001-01-01",
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var kept = (await ada.LogAsync(conversation))[^1];
        Assert.Equal((2, "person"), ((int)kept.Seq(), kept.GetProperty("author").GetString()));
    }

    [Theory]
    [InlineData("{\"clientId\":\"not an id\",\"kind\":\"said\",\"text\":\"a\"}", 400)]
    [InlineData("{\"clientId\":1e999,\"kind\":\"said\",\"text\":\"a\"}", 400)]
    [InlineData("{\"kind\":\"said\",\"text\":\"a\"}", 400)]
    [InlineData("{\"clientId\":\"019f0000-0000-7000-8000-000000000000\",\"kind\":\"said\",\"text\":\"a\",\"text\":\"b\"}", 400)]
    [InlineData("{\"clientId\":\"019f0000-0000-7000-8000-000000000000\",\"kind\":\"said\",\"text\":\"\\ud800\"}", 400)]
    [InlineData("{\"clientId\":\"019f0000-0000-7000-8000-000000000000\",\"kind\":\"ended\",\"text\":\"a\"}", 422)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    public async Task A07_Bad_json_is_refused_as_problem_json(string body, int status)
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        var answer = await ada.Http.PostAsync($"/api/conversations/{conversation}/moments", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Single(await ada.LogAsync(conversation));
    }

    [Fact]
    public async Task A07_Json_ten_thousand_deep_gets_400()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var deep = string.Concat(Enumerable.Repeat("{\"text\":", 5000)) + "1" + new string('}', 5000);

        var answer = await ada.Http.PostAsync($"/api/conversations/{conversation}/moments", new StringContent(deep, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
