using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace Alongside.Tests;

/// <summary>One server-sent event as it came.</summary>
internal sealed record HeardEvent(string? Id, string Name, JsonElement Data);

/// <summary>Somebody's open stream, read in the background.</summary>
internal sealed class EventLine : IAsyncDisposable
{
    private readonly Channel<HeardEvent> heard = Channel.CreateUnbounded<HeardEvent>();
    private readonly CancellationTokenSource hangUp = new();
    private readonly Task reading;

    private EventLine(HttpResponseMessage response) => reading = Task.Run(() => ReadAsync(response));

    /// <summary>True once the other end closed the stream.</summary>
    public Task Closed => reading;

    public string? LastId { get; private set; }

    public static async Task<EventLine> OpenAsync(Someone someone, string? lastEventId = null, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/events" + query);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await someone.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var line = new EventLine(response);
        await line.NextAsync("ready");
        return line;
    }

    /// <summary>The next event of this name; others in between are passed over.</summary>
    public async Task<HeardEvent> NextAsync(string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var next = await heard.Reader.ReadAsync(patience.Token);
            if (next.Name == name)
            {
                return next;
            }
        }
    }

    public async Task<IReadOnlyList<JsonElement>> MomentsAsync(int count)
    {
        var all = new List<JsonElement>();
        while (all.Count < count)
        {
            all.Add((await NextAsync("moment")).Data);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await hangUp.CancelAsync();
        await reading;
    }

    private async Task ReadAsync(HttpResponseMessage response)
    {
        using var _ = response;
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(hangUp.Token));
            string? id = null, name = null, data = null;
            while (await reader.ReadLineAsync(hangUp.Token) is { } line)
            {
                if (line.Length == 0)
                {
                    if (name is not null && data is not null)
                    {
                        LastId = id ?? LastId;
                        heard.Writer.TryWrite(new HeardEvent(id, name, JsonDocument.Parse(data).RootElement));
                    }

                    (id, name, data) = (null, null, null);
                }
                else if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = line[4..];
                }
                else if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    name = line[7..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    data = line[6..];
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Hung up, by either end.
        }

        heard.Writer.TryComplete();
    }
}
