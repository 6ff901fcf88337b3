using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Space;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Bench;

/// <summary>How soon somebody with a great many pages sees their lists and one of them, over HTTP, from a house of this process.</summary>
internal static class SpaceCommand
{
    private const int WarmUp = 5;
    private const int Times = 40;
    private const double MostForAList = 150, MostForAPage = 30;
    private const long MostHeld = 100_000_000;

    // What people write is a few lines; one in ten has a page of it.
    private static readonly string[] Kinds = ["note", "note", "victory", "feeling", "plan", "moment", "story", "goal", "wish", "kept"];

    public static async Task<int> RunAsync(int pages, string? database, TextWriter output, CancellationToken cancel)
    {
        var data = Directory.CreateTempSubdirectory("alongside-bench-");
        try
        {
            await using var app = await App.BuildAsync(
                new Settings { Data = data.FullName, Database = database, Urls = "http://127.0.0.1:0" }, b => b.Logging.SetMinimumLevel(LogLevel.Warning), cancel);
            await app.StartAsync(cancel);
            var (me, token) = await app.Services.GetRequiredService<Guests>().MakeAsync("", cancel);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var filling = Stopwatch.StartNew();
            await FillAsync(app.Services.GetRequiredService<Taking>(), pages, me, cancel);
            output.WriteLine($"{pages:N0} pages brought in {filling.Elapsed.TotalSeconds:0.0} s");
            var note = (await app.Services.GetRequiredService<Shelf>().OfKindAsync(PageKind.Note, me, cancel, skip: pages / 10, most: 1))[0].Id;

            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
            {
                BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
            };
            http.DefaultRequestHeaders.Add("Cookie", SessionCookie.HeaderOf(token));
            var met = true;
            foreach (var (what, address, most) in new[]
            {
                ("the shelf", "/space", MostForAList), ("a list, its first page", "/space/kinds/note", MostForAList), ("a list, its last page", $"/space/kinds/note?older={pages / 5 - 50}", MostForAList),
                ("the story, drawn", "/space/story", MostForAList), ("the plan, whole", "/space/plan", MostForAList), ("one page", $"/space/pages/{note}", MostForAPage),
                ("one page, to write on", $"/space/pages/{note}/words", MostForAPage),
            })
            {
                met &= await MeasureAsync(http, what, address, most, output, cancel);
            }

            var export = Stopwatch.StartNew();
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("format", "json")]);
            using var file = await http.PostAsync("/space/export", form, cancel);
            var bytes = (await file.Content.ReadAsByteArrayAsync(cancel)).Length;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all of it taken along",-26}{export.Elapsed.TotalSeconds:0.0} s, {bytes / 1e6:0.0} MB"));
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            using var process = Process.GetCurrentProcess();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"memory held afterwards",-26}{held / 1e6:0} MB (at most {MostHeld / 1e6:0} MB: {(held <= MostHeld ? "met" : "NOT met")})"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"memory at its most",-26}{process.PeakWorkingSet64 / 1e6:0} MB, house and bench together, bringing the pages included"));
            await app.StopAsync(cancel);
            return met && held <= MostHeld ? 0 : 1;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(Taking taking, int pages, Me me, CancellationToken cancel)
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(56);
        var file = JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = Taking.Format,
            version = Taking.FormatVersion,
            exportedAt = at,
            pages = Enumerable.Range(0, pages).Select(i => new
            {
                id = PageId.New().Value,
                kind = Kinds[i % Kinds.Length],
                version = 1,
                madeAt = at.AddMinutes(i),
                changedAt = at.AddMinutes(i),
                fields = new Dictionary<string, string> { ["title"] = $"Number {i}", ["text"] = Words(i), ["height"] = $"{i % 7 - 3}", ["on"] = $"{1990 + i % 36}" },
            }),
        });
        using var stream = new MemoryStream(file);
        if (await taking.BringAsync(stream, me, cancel) is not Bringing.Brought)
        {
            throw new InvalidOperationException("The pages of the bench were not taken.");
        }
    }

    private static string Words(int i)
    {
        var words = new StringBuilder();
        for (var line = 0; line < (i % 10 == 9 ? 60 : 3); line++)
        {
            words.Append(CultureInfo.InvariantCulture, $"Line {line} of what somebody writes on a quiet evening, number {i}.\n");
        }

        return words.ToString();
    }

    private static async Task<bool> MeasureAsync(HttpClient http, string what, string address, double most, TextWriter output, CancellationToken cancel)
    {
        var times = new List<double>();
        var bytes = 0;
        for (var i = 0; i < WarmUp + Times; i++)
        {
            var watch = Stopwatch.StartNew();
            bytes = (await http.GetByteArrayAsync(new Uri(address, UriKind.Relative), cancel)).Length;
            if (i >= WarmUp)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        var median = times[times.Count / 2];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-26}{median:0.0} ms, worst of {Times} {times[^1]:0.0} ms, {bytes / 1000.0:0} KB (at most {most:0} ms: {(median <= most ? "met" : "NOT met")})"));
        return median <= most;
    }
}
