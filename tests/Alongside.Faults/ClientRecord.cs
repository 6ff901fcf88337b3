using System.Diagnostics;

namespace Alongside.Faults;

/// <summary>What a client learned about something it tried to say.</summary>
internal enum Outcome
{
    /// <summary>No answer that says either; it may be kept or not.</summary>
    Unknown,

    /// <summary>The page shows "Sent".</summary>
    Ok,

    /// <summary>Refused.</summary>
    Fail,
}

/// <summary>Something a client tried to say. Times are of the monotonic clock.</summary>
internal sealed record Said(string Conversation, string ClientId, string Text, long InvokedAt)
{
    public Outcome Outcome { get; set; }

    /// <summary>When the last answer came.</summary>
    public long KnownAt { get; set; }

    /// <summary>The place that the receipt named.</summary>
    public long Seq { get; set; }

    public int Attempts { get; set; }
}

/// <summary>A moment as it appeared on a screen.</summary>
internal sealed record Shown(string Conversation, long Seq, string Side, string ClientId, string Text, long At);

/// <summary>All that one client did and all that its screen displayed, in the order it happened.</summary>
/// <param name="Author">The id of the person who uses it.</param>
/// <param name="Side"><c>person</c> or <c>specialist</c>.</param>
/// <param name="Conversations">Those they hold a seat in.</param>
internal sealed record ClientRecord(string Author, string Side, IReadOnlySet<string> Conversations)
{
    private readonly Lock gate = new();
    private readonly List<Said> said = [];
    private readonly List<Shown> shown = [];

    public IReadOnlyList<Said> Said
    {
        get
        {
            lock (gate)
            {
                return [.. said];
            }
        }
    }

    public IReadOnlyList<Shown> Screen
    {
        get
        {
            lock (gate)
            {
                return [.. shown];
            }
        }
    }

    public Said Invoke(string conversation, string clientId, string text)
    {
        var one = new Said(conversation, clientId, text, Stopwatch.GetTimestamp());
        lock (gate)
        {
            said.Add(one);
        }

        return one;
    }

    public void Know(Said one, Outcome outcome, long seq = 0)
    {
        lock (gate)
        {
            one.Seq = seq;
            one.KnownAt = Stopwatch.GetTimestamp();
            one.Outcome = outcome;
        }
    }

    /// <summary>What was known at some time: what was answered later is unknown.</summary>
    public ClientRecord AsOf(long at)
    {
        var then = new ClientRecord(Author, Side, Conversations);
        foreach (var one in Said.Where(s => s.InvokedAt <= at))
        {
            then.said.Add(one.KnownAt <= at ? one : new Said(one.Conversation, one.ClientId, one.Text, one.InvokedAt));
        }

        return then;
    }

    public void Show(string conversation, long seq, string side, string clientId, string text)
    {
        lock (gate)
        {
            shown.Add(new Shown(conversation, seq, side, clientId, text, Stopwatch.GetTimestamp()));
        }
    }
}
