using System.Collections.Concurrent;

namespace Alongside.Browser;

/// <summary>Something that came over the wire for a page.</summary>
/// <param name="Path">What it is.</param>
/// <param name="Kind">Document, script, image …</param>
/// <param name="Bytes">As it travelled: compressed, with its headers.</param>
internal sealed record Loaded(string Path, string Kind, int Bytes);

/// <summary>Opens a page on a device that knows nothing of us yet, and notes what came.</summary>
internal static class Weighing
{
    public static async Task<IReadOnlyList<Loaded>> LoadAsync(Screen screen, string path)
    {
        var done = new ConcurrentQueue<IRequest>();
        screen.Page.RequestFinished += (_, request) => done.Enqueue(request);
        await screen.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        // A window without a frame asks for no icon and no manifest; one in somebody's hand does.
        await screen.Page.EvaluateAsync("() => Promise.all([...document.querySelectorAll('link[rel=icon], link[rel=manifest]')].filter((link) => link.href.startsWith(location.origin)).map(async (link) => (await fetch(link.href)).blob()))");
        var loaded = new List<Loaded>();
        // A stream that stays open never finishes: it is no weight of the page.
        foreach (var request in done)
        {
            var sizes = await request.SizesAsync();
            loaded.Add(new(new Uri(request.Url).PathAndQuery, request.ResourceType, sizes.ResponseBodySize + sizes.ResponseHeadersSize));
        }

        return loaded;
    }
}
