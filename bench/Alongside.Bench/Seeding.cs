using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Bench;

/// <summary>Opens conversations through the service's own classes, as if both people had met in the waiting room.</summary>
internal static class Seeding
{
    // Many at once, so that they share commits; fewer than PostgreSQL has connections.
    private const int AtOnce = 64;

    public static async Task<int> RunAsync(int pairs, string data, string? database, string file, CancellationToken cancel)
    {
        await using var app = await App.BuildAsync(new Settings { Data = data, Database = database }, cancel: cancel);
        var guests = app.Services.GetRequiredService<Guests>();
        var accounts = app.Services.GetRequiredService<Accounts>();
        var sessions = app.Services.GetRequiredService<Sessions>();
        var openings = app.Services.GetRequiredService<Openings>();

        var seeded = new SeededPair[pairs];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, pairs, atOnce, async (i, cancel) =>
        {
            var (person, personToken) = await guests.MakeAsync("", cancel);
            var name = $"Ben {i + 1}";
            var specialist = await accounts.MakeAsync(Role.Specialist, name, cancel);
            var specialistToken = await sessions.OpenAsync(specialist, cancel: cancel);
            var seat = await openings.OpenAsync(person, (_, _) => Task.CompletedTask, cancel);
            if (!await openings.JoinAsync(seat.Conversation, specialist, name, person.Person, _ => Task.FromResult(true), cancel))
            {
                throw new InvalidOperationException("A conversation that was just opened had no free seat.");
            }

            seeded[i] = new SeededPair(seat.Conversation.Value, SessionCookie.HeaderOf(personToken), SessionCookie.HeaderOf(specialistToken));
        });

        // The cookies open doors.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        foreach (var pair in seeded)
        {
            await writer.WriteLineAsync(pair.ToLine());
        }

        Console.WriteLine($"{pairs} conversations are open; their cookies are in {file}.");
        return 0;
    }
}
