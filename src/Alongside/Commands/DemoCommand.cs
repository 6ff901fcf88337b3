using Alongside.Growth;
using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Stewardship;
using Alongside.Study;
using Alongside.WaitingRoom;

namespace Alongside.Commands;

/// <summary>
/// A made-up community in a folder that is thrown away, and a door for each part: whoever is new can hold both ends of a
/// conversation in two windows.
/// </summary>
internal static class DemoCommand
{
    public const string DefaultUrls = "http://127.0.0.1:5090";

    public static async Task<int> RunAsync(string urls, TextWriter output, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("alongside-demo-");
        try
        {
            await ServeAsync(new Settings { Data = folder.FullName, Urls = urls }, output, cancel);
            return (int)ExitCode.Fine;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(Settings settings, TextWriter output, CancellationToken cancel)
    {
        await using var app = await App.BuildAsync(
            settings, b => b.Services.AddSingleton(Policy.Default with { CommunityName = "Lantern House, a made-up community" })
                .AddSingleton(new StarterLibrary(WithExamples: true)), cancel);
        var accounts = app.Services.GetRequiredService<Accounts>();
        var ben = await accounts.MakeAsync(Role.Specialist, "Ben", cancel);
        var stella = await accounts.MakeAsync(Role.Steward, "Stella", cancel);
        var doors = new DemoDoors(app.Services.GetRequiredService<Sessions>(), app.Services.GetRequiredService<Duties>());
        var dora = await accounts.MakeAsync(Role.Specialist, "Dora", cancel);
        await app.Services.GetRequiredService<DemoLearner>().StudiedAsync(dora, cancel);
        await app.Services.GetRequiredService<DemoGrowth>().NotedAsync(dora, cancel);
        doors.Map(app);
        await ServeCommand.StartAsync(app, settings, cancel);

        // A browser keeps cookies by the name of the machine: by three names, one browser can be three people.
        var port = new Uri(app.Urls.First()).Port;
        await output.WriteLineAsync(
            $"""
            Lantern House is a made-up community. Nothing here is kept: it is gone when you press Ctrl-C.
            Open the first two links in two windows, side by side.

              as someone who comes to be heard   http://127.0.0.1:{port}/
              as Ben, a specialist               http://localhost:{port}{doors.For(ben, Role.Specialist)}
              as Dora, who studies               http://dora.localhost:{port}{doors.For(dora, Role.Specialist, "/study")}
              as Stella, the steward             http://stella.localhost:{port}{doors.For(stella, Role.Steward)}

            Ben's, Dora's and Stella's links work once. Ben is on duty from when he comes in, for as long as his window is open.
            """);
        await app.WaitForShutdownAsync(cancel);
    }
}
