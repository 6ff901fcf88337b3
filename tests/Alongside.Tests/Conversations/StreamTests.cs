using System.Net;
using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Conversations;

public sealed class StreamTests
{
    [Theory, OnBothDatabases]
    public async Task A_reader_who_comes_back_with_their_cursor_misses_nothing_and_sees_nothing_twice(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        string? cursor;
        await using (var line = await EventLine.OpenAsync(ada))
        {
            await ben.SaidAsync(conversation, "before");
            await line.NextAsync("moment");
            cursor = line.LastId;
        }

        await ben.SaidAsync(conversation, "while away 1");
        await ben.SaidAsync(conversation, "while away 2");
        await using var again = await EventLine.OpenAsync(ada, cursor);
        await ben.SaidAsync(conversation, "after");

        Assert.Equal(["while away 1", "while away 2", "after"], (await again.MomentsAsync(3)).Select(Talking.Text));
    }

    [Theory, OnBothDatabases]
    public async Task A_cursor_survives_a_restart_of_the_house(DatabaseKind on)
    {
        var settings = await House.FreshSettingsAsync(on);
        string? cursor;
        string conversation;
        Someone ada, ben;
        await using (var house = await House.OpenAsync(settings))
        {
            ada = await house.AdaAsync();
            ben = await house.BenAsync();
            conversation = await house.ConversationAsync(ada, ben);
            await using var line = await EventLine.OpenAsync(ada);
            await ben.SaidAsync(conversation, "one");
            await line.NextAsync("moment");
            cursor = line.LastId;
            await ben.SaidAsync(conversation, "two");
        }

        await using var reopened = await House.OpenAsync(settings);
        using var adaAgain = new Someone(reopened, ada.Id, ada.Name, ada.Token);
        await using var again = await EventLine.OpenAsync(adaAgain, cursor);

        Assert.Equal("two", (await again.NextAsync("moment")).Data.Text());
        ada.Dispose();
        ben.Dispose();
    }

    [Theory, OnBothDatabases]
    public async Task A12_A_cursor_that_is_not_ours_is_refused_and_one_of_another_epoch_begins_anew(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "mine");

        foreach (var bad in new[] { $"e~{conversation}.-1", $"e~{conversation}.9223372036854775808", "e~x", "~", $"e~{conversation}.1e3" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
            request.Headers.TryAddWithoutValidation("Last-Event-ID", bad);
            using var answer = await ada.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await ada.Http.GetAsync($"/api/conversations/{conversation}/moments?after=-1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.Http.GetAsync($"/api/conversations/{conversation}/moments?after=9223372036854775808")).StatusCode);

        // Cleo learns nothing by naming Ada's conversation in a cursor of hers.
        await using var cleos = await EventLine.OpenAsync(cleo, $"another~{conversation}.0");
        await using var adas = await EventLine.OpenAsync(ada, $"another~{conversation}.0");
        await ada.SaidAsync(conversation, "next");
        Assert.Equal("next", (await adas.NextAsync("moment")).Data.Text());
        await Assert.ThrowsAsync<OperationCanceledException>(() => cleos.NextAsync("moment").WaitAsync(TimeSpan.FromMilliseconds(300)).ContinueWith(
            t => t.IsFaulted && t.Exception!.InnerException is TimeoutException ? throw new OperationCanceledException() : t.GetAwaiter().GetResult(), TaskScheduler.Default));
    }

    [Theory, OnBothDatabases]
    public async Task A14_A_stream_ends_when_its_session_does(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        await house.ConversationAsync(ada, ben);
        await using var line = await EventLine.OpenAsync(ada);

        await house.Services.GetRequiredService<Sessions>().EndAllAsync(ada.Id, default);

        await line.Closed.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Theory, OnBothDatabases]
    public async Task A47_Presence_is_told_inside_the_conversation_only(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var cleo = await house.CleoAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await using var adas = await EventLine.OpenAsync(ada);
        await using var bens = await EventLine.OpenAsync(ben);

        var arrived = await adas.NextAsync("presence");
        while (arrived.Data.GetProperty("who").GetString() != "specialist")
        {
            arrived = await adas.NextAsync("presence");
        }

        Assert.True(arrived.Data.GetProperty("here").GetBoolean());
        await bens.DisposeAsync();
        var left = await adas.NextAsync("presence");
        while (left.Data.GetProperty("here").GetBoolean())
        {
            left = await adas.NextAsync("presence");
        }

        Assert.Equal("specialist", left.Data.GetProperty("who").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task A10_Words_that_look_like_events_are_one_moment(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await using var line = await EventLine.OpenAsync(ben);
        const string tricky = "hello\n\nid: 999\nevent: met\ndata: {}\n\n: <script>";

        await ada.SaidAsync(conversation, tricky);
        await ada.SaidAsync(conversation, "next");

        Assert.Equal([tricky, "next"], (await line.MomentsAsync(2)).Select(Talking.Text));
    }

    [Theory, OnBothDatabases]
    public async Task A_cursor_names_only_the_conversations_that_go_on(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var first = await house.ConversationAsync(ada, ben);
        await using var line = await EventLine.OpenAsync(ben);
        await ada.SaidAsync(first, "thank you");
        await line.NextAsync("moment");
        var beforeTheEnd = line.LastId;
        await ada.Http.PostAsync($"/api/conversations/{first}/ending", null);
        Assert.Equal("ended", (await line.NextAsync("moment")).Data.GetProperty("kind").GetString());

        Assert.Contains(first, beforeTheEnd, StringComparison.Ordinal);
        Assert.DoesNotContain(first, line.LastId, StringComparison.Ordinal);
        // Whoever missed the ending still hears it, and whoever heard it does not hear it again.
        await using var late = await EventLine.OpenAsync(ben, beforeTheEnd);
        Assert.Equal("ended", (await late.NextAsync("moment")).Data.GetProperty("kind").GetString());
        await using var again = await EventLine.OpenAsync(ben, line.LastId);
        var second = await house.ConversationAsync(ada, ben);
        Assert.Equal(second, (await again.NextAsync("moment")).Data.GetProperty("conversation").GetString());
    }
}
