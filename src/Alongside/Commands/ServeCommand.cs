using System.Net.Sockets;
using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Commands;

/// <summary>Serves until told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(Settings settings, CancellationToken cancel)
    {
        await using var app = await App.BuildAsync(settings, cancel: cancel);
        await StartAsync(app, settings, cancel);
        await Console.Out.WriteLineAsync($"Alongside is at {string.Join(" and ", app.Urls)}");
        if (await app.Services.GetRequiredService<Invitations>().FirstStewardLinkAsync(cancel) is { } link)
        {
            await Console.Out.WriteLineAsync($"There is no steward yet. This link lets the first one in, once: {link}");
        }

        await app.WaitForShutdownAsync(cancel);
        return (int)ExitCode.Fine;
    }

    /// <exception cref="RefusedToStartException">Nobody can be heard at this address.</exception>
    public static async Task StartAsync(WebApplication app, Settings settings, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new RefusedToStartException(ExitCode.CannotListen,
                $"Cannot listen at {settings.Urls}: another program may be there, or this account may not use that port. Choose another with --urls.", failure);
        }
    }
}
