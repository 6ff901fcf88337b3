using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Alongside.Tests.Conversations;

/// <summary>The kinds of moments that stand beside what is said: kept, ordered and refused like words, each by whom it is for.</summary>
public sealed class BesideTests
{
    [Theory, OnBothDatabases]
    public async Task Each_kind_reaches_both_once_and_in_order_with_what_it_carries(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await using var adas = await EventLine.OpenAsync(ada);
        await using var bens = await EventLine.OpenAsync(ben);

        await ada.SaidAsync(conversation, "It is all at once.");
        await ben.AddedAsync(conversation, new { kind = "signal", signal = "with-you" });
        await ben.AddedAsync(conversation, new { kind = "nod", on = 2 });
        await ada.AddedAsync(conversation, new { kind = "want", want = "listen" });
        await ben.AddedAsync(conversation, new { kind = "reflection", text = "No quiet corner\nin it." });
        await ada.AddedAsync(conversation, new { kind = "answer", on = 6, answer = "not-quite", text = "There is one.\n\nIt is small." });
        await ada.AddedAsync(conversation, new { kind = "feeling", feeling = "tired" });
        await ben.AddedAsync(conversation, new { kind = "feeling", on = 8 });
        await ada.AddedAsync(conversation, new { kind = "feeling", text = "like wet wool" });
        await ben.AddedAsync(conversation, new { kind = "quiet", quiet = "offer" });
        await ada.AddedAsync(conversation, new { kind = "quiet", quiet = "join" });

        string[] expected =
        [
            """2 said person "It is all at once." """,
            """3 signal specialist "I'm with you" signal=with-you""",
            """4 nod specialist "" on=2""",
            """5 want person "" want=listen""",
            """6 reflection specialist "No quiet corner|in it." """,
            """7 answer person "There is one.||It is small." answer=not-quite on=6""",
            """8 feeling person "" feeling=tired""",
            """9 feeling specialist "" on=8""",
            """10 feeling person "like wet wool" """,
            """11 quiet specialist "" quiet=offer""",
            """12 quiet person "" quiet=join""",
        ];
        expected = [.. expected.Select(line => line.TrimEnd())];
        Assert.Equal(expected, (await adas.MomentsAsync(11)).Select(Shape));
        Assert.Equal(expected, (await bens.MomentsAsync(11)).Select(Shape));
        // From scratch it is the same as what came one by one.
        Assert.Equal(expected, (await ada.LogAsync(conversation)).Skip(1).Select(Shape));
        Assert.Equal(expected, (await ben.LogAsync(conversation, after: 1)).Select(Shape));
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_is_refused_with_a_plain_sentence_and_nothing_is_kept(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "It is all at once."); // 2
        await ben.SaidAsync(conversation, "I am here."); // 3
        await ben.AddedAsync(conversation, new { kind = "reflection", text = "All at once." }); // 4
        await ada.AddedAsync(conversation, new { kind = "feeling", feeling = "tired" }); // 5
        await ben.AddedAsync(conversation, new { kind = "nod", on = 2 }); // 6
        await ada.AddedAsync(conversation, new { kind = "answer", on = 4, answer = "yes" }); // 7
        await ben.AddedAsync(conversation, new { kind = "feeling", feeling = "glad" }); // 8

        foreach (var (who, moment) in new (Someone, object)[]
        {
            (ada, new { kind = "no-such-kind" }), (ada, new { kind = "joined" }), (ada, new { kind = "ended" }), (ada, new { kind = (string?)null }),
            (ada, new { kind = "signal" }), (ada, new { kind = "signal", signal = "louder" }), (ada, new { kind = "want", want = "advice" }),
            (ada, new { kind = "quiet", quiet = "stop" }), (ada, new { kind = "feeling", feeling = "8 of 10" }), (ada, new { kind = "answer", on = 4, answer = "perhaps" }),
            // For the other one of the two.
            (ben, new { kind = "answer", on = 4, answer = "yes" }), (ben, new { kind = "want", want = "listen" }),
            (ada, new { kind = "reflection", text = "You sound kind." }), (ada, new { kind = "feeling", on = 8 }),
            // About what is not there, or is something else.
            (ada, new { kind = "answer", on = 3, answer = "yes" }), (ada, new { kind = "answer", on = 99, answer = "yes" }), (ada, new { kind = "answer", answer = "yes" }),
            (ada, new { kind = "answer", on = -4, answer = "yes" }), (ada, new { kind = "nod", on = 2 }), (ada, new { kind = "nod", on = 1 }), (ada, new { kind = "nod", on = 6 }),
            (ada, new { kind = "nod" }), (ben, new { kind = "feeling", on = 2 }), (ben, new { kind = "feeling", on = 8 }), (ada, new { kind = "quiet", quiet = "join" }),
            // Once is enough.
            (ada, new { kind = "answer", on = 4, answer = "not-quite" }), (ben, new { kind = "nod", on = 2 }),
        })
        {
            await RefusedAsync(who, conversation, moment, HttpStatusCode.UnprocessableEntity);
        }

        await RefusedAsync(ben, conversation, new { kind = "reflection", text = " \n" }, HttpStatusCode.BadRequest);
        await RefusedAsync(ada, conversation, new { kind = "feeling" }, HttpStatusCode.BadRequest);
        await RefusedAsync(ben, conversation, new { kind = "reflection", text = new string('a', 8001) }, HttpStatusCode.RequestEntityTooLarge);
        await RefusedAsync(ada, conversation, new { kind = "feeling", text = "e" + new string('\u0301', 500) }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(8, (await ada.LogAsync(conversation)).Count);

        // The same by whom it is for, and about what is there.
        await ada.AddedAsync(conversation, new { kind = "nod", on = 3 });
        await ben.AddedAsync(conversation, new { kind = "reflection", text = "Tired of it." });
        await ada.AddedAsync(conversation, new { kind = "answer", on = 10, answer = "more" });
        await ben.AddedAsync(conversation, new { kind = "feeling", on = 5, text = "worn out" });
    }

    [Theory, OnBothDatabases]
    public async Task A_retry_is_the_same_moment_also_when_it_could_not_be_added_anew(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var reflected = await ben.AddedAsync(conversation, new { kind = "reflection", text = "Loud." });
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var yes = new { kind = "answer", on = reflected, answer = "yes" };

        var seqs = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            seqs.Add(await ada.AddedAsync(conversation, yes, id));
        }

        Assert.Single(seqs.Distinct());
        await RefusedAsync(ada, conversation, new { kind = "answer", on = reflected, answer = "more" }, HttpStatusCode.UnprocessableEntity, id);
        await RefusedAsync(ada, conversation, new { kind = "want", want = "listen" }, HttpStatusCode.UnprocessableEntity, id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.SayAsync(conversation, "yes", id)).StatusCode);
        // By another author the same id is another moment.
        await ben.AddedAsync(conversation, new { kind = "signal", signal = "with-you" }, id);
        await ada.SaidAsync(conversation, "words", other);
        await RefusedAsync(ada, conversation, new { kind = "signal", signal = "with-you" }, HttpStatusCode.UnprocessableEntity, other);
        Assert.Equal(["joined", "reflection", "answer", "signal", "said"], (await ada.LogAsync(conversation)).Select(m => m.GetProperty("kind").GetString()));
    }

    [Theory, OnBothDatabases]
    public async Task F20_of_many_answers_at_once_one_is_kept_while_words_go_on(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var reflected = await ben.AddedAsync(conversation, new { kind = "reflection", text = "Loud." });

        var words = Enumerable.Range(0, 20).Select(i => ben.SaidAsync(conversation, $"{i}")).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ada.AskAsync(conversation, new { kind = "answer", on = reflected, answer = "yes" })));
        await Task.WhenAll(words);

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        var log = await ada.LogAsync(conversation);
        Assert.Equal(Enumerable.Range(1, 23), log.Select(m => (int)m.Seq()));
        Assert.Single(log, m => m.GetProperty("kind").GetString() == "answer");
    }

    [Theory, OnBothDatabases]
    public async Task Quiet_is_offered_by_one_and_joined_by_the_other_and_ends_when_anyone_writes(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        await RefusedAsync(ada, conversation, new { kind = "quiet", quiet = "join" }, HttpStatusCode.UnprocessableEntity);
        await ada.AddedAsync(conversation, new { kind = "quiet", quiet = "offer" });
        await RefusedAsync(ada, conversation, new { kind = "quiet", quiet = "offer" }, HttpStatusCode.UnprocessableEntity);
        await RefusedAsync(ada, conversation, new { kind = "quiet", quiet = "join" }, HttpStatusCode.UnprocessableEntity);
        await ben.AddedAsync(conversation, new { kind = "quiet", quiet = "join" });
        await RefusedAsync(ben, conversation, new { kind = "quiet", quiet = "offer" }, HttpStatusCode.UnprocessableEntity);
        // A nod or a signal does not break it; words do.
        await ada.AddedAsync(conversation, new { kind = "signal", signal = "with-you" });
        await RefusedAsync(ada, conversation, new { kind = "quiet", quiet = "offer" }, HttpStatusCode.UnprocessableEntity);
        await ben.SaidAsync(conversation, "Still here.");
        await ben.AddedAsync(conversation, new { kind = "quiet", quiet = "offer" });
    }

    [Theory, OnBothDatabases]
    public async Task While_nobody_sits_there_a_person_may_say_what_they_want_and_feel_and_the_rest_waits(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var arrived = await ada.Http.PostAsJsonAsync("/api/waiting", new { words = new[] { "Hello." } });
        var conversation = (await arrived.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conversation").GetString()!;

        await ada.AddedAsync(conversation, new { kind = "want", want = "story" });
        await ada.AddedAsync(conversation, new { kind = "feeling", feeling = "afraid" });
        await RefusedAsync(ada, conversation, new { kind = "signal", signal = "need-a-moment" }, HttpStatusCode.UnprocessableEntity);
        await RefusedAsync(ada, conversation, new { kind = "quiet", quiet = "offer" }, HttpStatusCode.UnprocessableEntity);
    }

    [Theory, OnBothDatabases]
    public async Task After_the_ending_and_for_a_stranger_there_is_nothing_to_add(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var reflected = await ben.AddedAsync(conversation, new { kind = "reflection", text = "Loud." });
        object[] all =
        [
            new { kind = "signal", signal = "with-you" }, new { kind = "nod", on = reflected }, new { kind = "answer", on = reflected, answer = "yes" },
            new { kind = "feeling", feeling = "sad" }, new { kind = "want", want = "listen" }, new { kind = "quiet", quiet = "offer" },
        ];
        foreach (var moment in all)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await cleo.AskAsync(conversation, moment)).StatusCode);
        }

        await ada.AddedAsync(conversation, all[0]);
        await ada.Http.PostAsync($"/api/conversations/{conversation}/ending", null);
        foreach (var moment in all)
        {
            await RefusedAsync(ada, conversation, moment, HttpStatusCode.Conflict);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A31_Fifty_nods_and_signals_a_second_are_asked_to_slow_down_like_words(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            i % 2 == 0 ? ada.AskAsync(conversation, new { kind = "signal", signal = "with-you" }) : ada.AskAsync(conversation, new { kind = "want", want = "listen" })));

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, a => Assert.NotNull(a.Headers.RetryAfter));
        await ben.AddedAsync(conversation, new { kind = "signal", signal = "with-you" });
    }

    [Theory, OnBothDatabases]
    public async Task That_a_specialist_reads_along_is_told_to_the_person_and_kept_nowhere(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await using var adas = await EventLine.OpenAsync(ada);
        await using var bens = await EventLine.OpenAsync(ben);

        await ben.Http.PutAsJsonAsync($"/api/conversations/{conversation}/presence", new { writing = false, reading = true });
        Assert.True((await BensAsync(e => e.GetProperty("reading").GetBoolean())).GetProperty("here").GetBoolean());
        Assert.Contains("is reading along", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);
        await ben.Http.PutAsJsonAsync($"/api/conversations/{conversation}/presence", new { writing = false });
        Assert.True((await BensAsync(e => !e.GetProperty("reading").GetBoolean())).GetProperty("here").GetBoolean());
        Assert.Single(await ada.LogAsync(conversation));

        async Task<JsonElement> BensAsync(Func<JsonElement, bool> isSo)
        {
            while (true)
            {
                var heard = (await adas.NextAsync("presence")).Data;
                if (heard.GetProperty("who").GetString() == "specialist" && isSo(heard))
                {
                    return heard;
                }
            }
        }
    }

    private static async Task RefusedAsync(Someone someone, string conversation, object moment, HttpStatusCode status, Guid? clientId = null)
    {
        var answer = await someone.AskAsync(conversation, moment, clientId);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} for {JsonSerializer.Serialize(moment)}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith(".", JsonDocument.Parse(body).RootElement.GetProperty("title").GetString()!.Replace('?', '.'), StringComparison.Ordinal);
    }

    // Everything but who and when; only what is there.
    private static string Shape(JsonElement moment)
    {
        var extra = moment.EnumerateObject().Where(p => p.Name is not ("seq" or "kind" or "author" or "name" or "clientId" or "at" or "text" or "conversation"));
        return $"{moment.Seq()} {moment.GetProperty("kind")} {moment.GetProperty("author")} \"{moment.Text().Replace('\n', '|')}\""
            + string.Concat(extra.OrderBy(p => p.Name == "on").Select(p => $" {p.Name}={p.Value}"));
    }
}
