using System.Net.Http.Json;
using System.Text.Json;
using Alongside.People;

namespace Alongside.Faults;

/// <summary>
/// Somebody at a page, played by a program: says things by POST and tries again with the same id until an answer comes,
/// and shows what the stream brings, resuming with the last id after every cut. It shows exactly what it is sent, so that
/// nothing is hidden from the oracle.
/// </summary>
internal sealed class Talker : IAsyncDisposable
{
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(40);

    private readonly HttpClient posts;
    private readonly HttpClient stream;
#pragma warning disable CA2213 // Asked after the end whether this is the end; holds nothing.
    private readonly CancellationTokenSource leaving = new();
#pragma warning restore CA2213
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Heard> heard = [];
    private readonly Task reading;
    private string? cursor;

    /// <param name="record">Where all they do and see is written down.</param>
    /// <param name="token">Of their session.</param>
    /// <param name="at">Where they send to.</param>
    /// <param name="streamAt">Where they listen, when that is another line.</param>
    /// <param name="patience">How long they wait for one answer.</param>
    public Talker(ClientRecord record, string token, Uri at, Uri? streamAt = null, TimeSpan? patience = null)
    {
        Record = record;
        posts = Client(token, at, patience ?? TimeSpan.FromSeconds(10));
        stream = Client(token, streamAt ?? at, Timeout.InfiniteTimeSpan);
        reading = Task.Run(ListenAsync);
    }

    public ClientRecord Record { get; }

    public HttpClient Http => posts;

    /// <summary>Their stream is open for the first time, and what was said before is on the screen.</summary>
    public Task Listening => listening.Task;

    /// <summary>How often their stream was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>How often that was in the middle of an event.</summary>
    public int CutsInTheMiddle { get; private set; }

    /// <summary>How often they were told that it is not known whether it was kept.</summary>
    public int Refusals { get; private set; }

    /// <summary>Says one thing, and tries again until it is known what became of it or <paramref name="giveUp"/>.</summary>
    public async Task<Said> SayAsync(string conversation, string text, CancellationToken giveUp)
    {
        var said = Record.Invoke(conversation, Guid.CreateVersion7().ToString("D"), text);
        while (!giveUp.IsCancellationRequested)
        {
            said.Attempts++;
            try
            {
                using var answer = await posts.PostAsJsonAsync(
                    $"/api/conversations/{conversation}/moments", new { clientId = said.ClientId, kind = "said", text }, giveUp);
                if (answer.IsSuccessStatusCode)
                {
                    var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(giveUp);
                    Record.Know(said, Outcome.Ok, receipt.GetProperty("seq").GetInt64());
                    return said;
                }

                if ((int)answer.StatusCode >= 500)
                {
                    Refusals++;
                }

                if ((int)answer.StatusCode is >= 400 and < 500 and not 429)
                {
                    Record.Know(said, Outcome.Fail);
                    return said;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                // Unknown. The same again, with the same id.
            }

            await Task.Delay(BeforeAgain, CancellationToken.None);
        }

        return said;
    }

    /// <summary>Waits until an event has come, perhaps before this was asked.</summary>
    public async Task<Heard> HeardAsync(string name, Func<JsonElement, bool> like, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        while (true)
        {
            lock (heard)
            {
                if (heard.FirstOrDefault(h => h.Name == name && like(h.Data)) is { } found)
                {
                    return found;
                }
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>The page is gone, without a goodbye; it may be gone already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (leaving.IsCancellationRequested)
        {
            return;
        }

        await leaving.CancelAsync();
        await reading;
        posts.Dispose();
        stream.Dispose();
    }

    /// <summary>A client with somebody's session.</summary>
    public static HttpClient Client(string token, Uri at, TimeSpan patience)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = at, Timeout = patience };
        http.DefaultRequestHeaders.Add("Cookie", SessionCookie.HeaderOf(token));
        return http;
    }

    private async Task ListenAsync()
    {
        while (!leaving.IsCancellationRequested)
        {
            EventReader? events = null;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
                if (cursor is not null)
                {
                    request.Headers.TryAddWithoutValidation("Last-Event-ID", cursor);
                }

                using var answer = await stream.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
                if (answer.IsSuccessStatusCode)
                {
                    events = new EventReader(await answer.Content.ReadAsStreamAsync(leaving.Token));
                    await foreach (var one in events.ReadAsync(leaving.Token))
                    {
                        await HearAsync(one);
                    }
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                // Cut, by the fault of the test or by leaving: comes back with the cursor.
            }

            if (events is not null && !leaving.IsCancellationRequested)
            {
                Cuts++;
                CutsInTheMiddle += events.EndedInTheMiddle ? 1 : 0;
            }

            await Task.Delay(BeforeAgain, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HearAsync(Heard one)
    {
        if (one.Name == "ready" && cursor is null)
        {
            // The page's own first look at the log, up to where the stream begins.
            foreach (var conversation in one.Data.GetProperty("seen").EnumerateObject())
            {
                var log = await posts.GetFromJsonAsync<List<JsonElement>>($"/api/conversations/{conversation.Name}/moments?after=0", leaving.Token);
                foreach (var moment in log!.Where(m => m.GetProperty("seq").GetInt64() <= conversation.Value.GetInt64()))
                {
                    Show(conversation.Name, moment);
                }
            }

            listening.TrySetResult();
        }
        else if (one.Name == "moment")
        {
            Show(one.Data.GetProperty("conversation").GetString()!, one.Data);
        }

        // What was shown is behind the cursor, and only that.
        cursor = one.Id ?? cursor;
        lock (heard)
        {
            heard.Add(one);
        }
    }

    private void Show(string conversation, JsonElement moment) => Record.Show(
        conversation, moment.GetProperty("seq").GetInt64(), moment.GetProperty("author").GetString()!,
        moment.GetProperty("clientId").GetString()!, moment.GetProperty("text").GetString()!);
}
