using System.Net.Http.Json;
using System.Text.Json;
using Alongside.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests;

/// <summary>What people in tests do with conversations, over HTTP.</summary>
internal static class Talking
{
    /// <summary>A conversation in which both already sit.</summary>
    public static async Task<string> ConversationAsync(this House house, Someone person, Someone specialist)
    {
        var openings = house.Services.GetRequiredService<Openings>();
        var seat = await openings.OpenAsync(new(person.Id, Alongside.People.Role.Person, person.Name, ""), (_, _) => Task.CompletedTask, default);
        Assert.True(await openings.JoinAsync(seat.Conversation, specialist.Id, specialist.Name, person.Id, _ => Task.FromResult(true), default));
        return seat.Conversation.Value;
    }

    public static Task<HttpResponseMessage> SayAsync(this Someone someone, string conversation, string text, Guid? clientId = null) =>
        someone.Http.PostAsJsonAsync($"/api/conversations/{conversation}/moments",
            new { clientId = clientId ?? Guid.CreateVersion7(), kind = "said", text });

    public static async Task<long> SaidAsync(this Someone someone, string conversation, string text, Guid? clientId = null)
    {
        var answer = await someone.SayAsync(conversation, text, clientId);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("seq").GetInt64();
    }

    /// <summary>Asks for a moment of any kind: <paramref name="moment"/> is its fields, without the id.</summary>
    public static Task<HttpResponseMessage> AskAsync(this Someone someone, string conversation, object moment, Guid? clientId = null)
    {
        var body = JsonSerializer.SerializeToNode(moment)!;
        body["clientId"] = clientId ?? Guid.CreateVersion7();
        return someone.Http.PostAsJsonAsync($"/api/conversations/{conversation}/moments", body);
    }

    /// <summary>Adds a moment of any kind; its seq.</summary>
    public static async Task<long> AddedAsync(this Someone someone, string conversation, object moment, Guid? clientId = null)
    {
        var answer = await someone.AskAsync(conversation, moment, clientId);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("seq").GetInt64();
    }

    /// <summary>What a form of ours sends without script.</summary>
    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    /// <summary>Looks until it is so; what is waited for comes from the house itself, in its own time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("It never became so.");
    }

    public static async Task<IReadOnlyList<JsonElement>> LogAsync(this Someone someone, string conversation, long after = 0) =>
        await someone.Http.GetFromJsonAsync<List<JsonElement>>($"/api/conversations/{conversation}/moments?after={after}") ?? [];

    public static string Text(this JsonElement moment) => moment.GetProperty("text").GetString()!;

    public static long Seq(this JsonElement moment) => moment.GetProperty("seq").GetInt64();
}
