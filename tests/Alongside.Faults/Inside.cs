using Alongside.Conversations;
using Alongside.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Faults;

/// <summary>Somebody with a session.</summary>
internal sealed record Known(PersonId Id, string Name, string Token);

/// <summary>Two people who already sit in a conversation.</summary>
internal sealed record Seated(string Conversation, Known Person, Known Specialist);

/// <summary>
/// The same installation opened in this process, without serving anybody: to seat the people of a test before the server
/// starts. Close it first.
/// </summary>
internal sealed class Inside : IAsyncDisposable
{
    private readonly WebApplication app;

    private Inside(WebApplication app) => this.app = app;

    public static async Task<Inside> OpenAsync(Installation installation) => new(await App.BuildAsync(installation.Settings, b => b.Logging.ClearProviders()));

    /// <summary>So many conversations in an installation where nobody is held to the pace of people.</summary>
    public static async Task<IReadOnlyList<Seated>> SeatAsync(Installation installation, int conversations)
    {
        installation.Environment["ALONGSIDE_MOMENTS_PER_MINUTE"] = "1000000";
        await using var inside = await OpenAsync(installation);
        return await inside.PairsAsync(conversations);
    }

    public async Task<Known> GuestAsync()
    {
        var (me, token) = await Of<Guests>().MakeAsync("", default);
        return new Known(me.Person, me.Name, token);
    }

    public async Task<Known> SpecialistAsync(string name)
    {
        var id = await Of<Accounts>().MakeAsync(Role.Specialist, name);
        return new Known(id, name, await Of<Sessions>().OpenAsync(id));
    }

    /// <summary>So many conversations; each specialist holds two.</summary>
    public async Task<IReadOnlyList<Seated>> PairsAsync(int count)
    {
        var pairs = new List<Seated>();
        Known? specialist = null;
        for (var i = 0; i < count; i++)
        {
            specialist = i % 2 == 0 ? await SpecialistAsync($"Listener {i}") : specialist;
            var person = await GuestAsync();
            var seat = await Of<Openings>().OpenAsync(new Me(person.Id, Role.Person, person.Name, ""), (_, _) => Task.CompletedTask, default);
            Assert.True(await Of<Openings>().JoinAsync(seat.Conversation, specialist!.Id, specialist.Name, person.Id, _ => Task.FromResult(true), default));
            pairs.Add(new Seated(seat.Conversation.Value, person, specialist));
        }

        return pairs;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private T Of<T>() where T : notnull => app.Services.GetRequiredService<T>();
}
