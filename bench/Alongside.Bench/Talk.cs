using System.Diagnostics;
using System.Net;

namespace Alongside.Bench;

/// <summary>All pairs and the one loop that serves them. Nothing here waits but for the sockets, and nothing is shared between threads.</summary>
internal sealed class Talk : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Poll poll = new();
    private readonly byte[] buffer = new byte[256 * 1024];
    private readonly List<Line> lines = [];
    private readonly List<Pair> pairs;
    private bool everyoneSpeaks;

    public Talk(IPEndPoint server, IEnumerable<SeededPair> seeded, string words) =>
        pairs = [.. seeded.Select(pair => new Pair(this, server, pair, words))];

    /// <summary>From being sent, or being due, to the other's screen.</summary>
    public Delays ToScreen { get; } = new();

    /// <summary>From being sent, or being due, to the server's word that it is kept.</summary>
    public Delays ToAcknowledgement { get; } = new();

    /// <summary>All that was acknowledged and seen on both screens, warm-up included.</summary>
    public long Kept { get; private set; }

    public int Pairs => pairs.Count;

    /// <summary>Opens both screens of some pairs and waits until all of them are ready.</summary>
    public async Task OpenScreensAsync(Range which, CancellationToken cancel)
    {
        var screens = pairs[which].SelectMany(p => p.Screens).ToList();
        foreach (var screen in screens)
        {
            await AddAsync(screen, cancel);
            screen.Open();
        }

        RunUntil(() => screens.TrueForAll(s => s.IsReady), "Not every stream became ready.");
    }

    public async Task OpenSpeakersAsync(CancellationToken cancel)
    {
        foreach (var speaker in pairs.SelectMany(p => p.Speakers))
        {
            await AddAsync(speaker, cancel);
        }
    }

    /// <summary>Serves the lines for a while without speaking.</summary>
    public void Listen(TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + Ticks(time);
        while (Stopwatch.GetTimestamp() < until)
        {
            Turn(50);
        }
    }

    /// <summary>Everybody answers as soon as they can.</summary>
    public void SpeakFreely(TimeSpan time)
    {
        everyoneSpeaks = true;
        var now = Stopwatch.GetTimestamp();
        foreach (var pair in pairs.Where(p => p.IsDone))
        {
            pair.Speak(now);
        }

        Listen(time);
        everyoneSpeaks = false;
    }

    /// <summary>The pairs speak in turn, so many messages a second in all.</summary>
    public void SpeakAt(int rate, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var until = start + Ticks(time);
        for (long said = 0, now = start; now < until; now = Stopwatch.GetTimestamp())
        {
            for (long due; (due = start + said * Stopwatch.Frequency / rate) <= now; said++)
            {
                pairs[(int)(said % pairs.Count)].Speak(due);
            }

            Turn(1);
        }
    }

    /// <summary>Waits for what is still on its way.</summary>
    public void Finish() => RunUntil(() => pairs.TrueForAll(p => p.IsDone), "Something said was not acknowledged and shown to both.");

    public void Acknowledged(long ticks) => ToAcknowledgement.Add(ticks);

    public void Delivered(long ticks) => ToScreen.Add(ticks);

    public void Done(Pair pair)
    {
        Kept++;
        if (everyoneSpeaks)
        {
            pair.Speak(Stopwatch.GetTimestamp());
        }
    }

    public void Dispose()
    {
        pairs.ForEach(p => p.Dispose());
        poll.Dispose();
    }

    private async Task AddAsync(Line line, CancellationToken cancel)
    {
        await line.ConnectAsync(cancel);
        poll.Watch(line.Socket, lines.Count);
        lines.Add(line);
    }

    private void RunUntil(Func<bool> done, string otherwise)
    {
        var until = Stopwatch.GetTimestamp() + Ticks(Patience);
        while (!done())
        {
            Turn(50);
            if (Stopwatch.GetTimestamp() > until)
            {
                throw new BrokenLineException(otherwise);
            }
        }
    }

    private void Turn(int milliseconds)
    {
        foreach (var number in poll.Wait(milliseconds))
        {
            lines[number].Read(buffer);
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
