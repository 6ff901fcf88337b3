using System.Diagnostics;
using System.Net;

namespace Alongside.Bench;

/// <summary>
/// One conversation with both its people, who speak in turns; one message is on its way at most. It is done when it was
/// acknowledged and stands on both screens, each time with the next seq: then it was shown exactly once and in order.
/// </summary>
internal sealed class Pair : IDisposable
{
    private const int Both = 0b11;

    private readonly Talk talk;
    private readonly Queue<long> owed = new();
    private int speaking = 1;
    private long due;
    private long last;
    private bool acknowledged;
    private int shown = Both;

    public Pair(Talk talk, IPEndPoint server, SeededPair seeded, string words)
    {
        this.talk = talk;
        Conversation = seeded.Conversation;
        string[] cookies = [seeded.PersonCookie, seeded.SpecialistCookie];
        Screens = [.. cookies.Select((cookie, side) => new Screen(server, this, side, cookie))];
        Speakers = [.. cookies.Select(cookie => new Speaker(server, this, cookie, words))];
    }

    public string Conversation { get; }

    public IReadOnlyList<Screen> Screens { get; }

    public IReadOnlyList<Speaker> Speakers { get; }

    public bool IsDone { get; private set; } = true;

    /// <summary>A screen begins after what was said before.</summary>
    public void Ready(long seq) => last = seq;

    /// <summary>The next of the two speaks: now, or as soon as the message before it is done.</summary>
    /// <param name="at">When they meant to speak; waiting since then is counted.</param>
    public void Speak(long at)
    {
        if (!IsDone)
        {
            owed.Enqueue(at);
            return;
        }

        IsDone = false;
        acknowledged = false;
        shown = 0;
        speaking ^= 1;
        due = at;
        Speakers[speaking].Say();
    }

    public void Acknowledged(long seq)
    {
        Require(!acknowledged && seq == last + 1, "acknowledged", seq);
        acknowledged = true;
        talk.Acknowledged(Stopwatch.GetTimestamp() - due);
        GoOn();
    }

    public void Shown(int side, long seq, ReadOnlySpan<byte> clientId)
    {
        Require((shown & 1 << side) == 0 && seq == last + 1 && clientId.SequenceEqual(Speakers[speaking].ClientId), "shown", seq);
        shown |= 1 << side;
        if (side != speaking)
        {
            talk.Delivered(Stopwatch.GetTimestamp() - due);
        }

        GoOn();
    }

    public void Dispose()
    {
        foreach (var line in Screens.Concat<Line>(Speakers))
        {
            line.Dispose();
        }
    }

    private void GoOn()
    {
        if (!acknowledged || shown != Both)
        {
            return;
        }

        last++;
        IsDone = true;
        talk.Done(this);
        if (IsDone && owed.TryDequeue(out var at))
        {
            Speak(at);
        }
    }

    private void Require(bool holds, string what, long seq)
    {
        if (!holds)
        {
            throw new BrokenLineException($"A moment was {what} as number {seq} after number {last}, or twice, or not as it was sent.");
        }
    }
}
