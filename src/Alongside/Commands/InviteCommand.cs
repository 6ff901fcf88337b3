using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Live;
using Alongside.Platform.Storage;

namespace Alongside.Commands;

/// <summary>Makes an invitation for someone to come as a specialist or a steward, beside a running server or without one.</summary>
internal static class InviteCommand
{
    public static async Task<int> RunAsync(Settings settings, Role role, TextWriter output, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddLive(settings);
        await services.AddStorageBesideAsync(settings, TimeProvider.System, cancel);
        services.AddPeople();
        await using var provider = services.BuildServiceProvider();
        var invitations = provider.GetRequiredService<Invitations>();
        var link = invitations.LinkOf(await invitations.MakeAsync(role, cancel));
        await output.WriteLineAsync("This link works once, for seven days. Whoever has it may come in: hand it over safely.");
        await output.WriteLineAsync(link.ToString());
        return (int)ExitCode.Fine;
    }
}
