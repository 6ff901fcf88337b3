using System.Collections.Concurrent;
using System.Collections.Immutable;
using Alongside.Platform.Live;

namespace Alongside.Conversations;

/// <summary>The open streams of each conversation on this node, and who of it is here.</summary>
internal sealed class Readerships(Nudges nudges)
{
    private readonly ConcurrentDictionary<ConversationId, Readership> all = new();

    /// <summary>Whether somebody of that side has a page open that this node hears of.</summary>
    public bool IsHere(ConversationId conversation, Side side) => all.TryGetValue(conversation, out var readership) && readership.IsHere(side);

    /// <summary>Whether somebody of that side has this conversation before them, as far as this node hears.</summary>
    public bool IsReading(ConversationId conversation, Side side) => all.TryGetValue(conversation, out var readership) && readership.IsReading(side);

    /// <summary>From now on the stream is offered what happens in the conversation.</summary>
    public Readership Join(ConversationId conversation, Side side, MomentStream stream)
    {
        while (true)
        {
            var readership = all.GetOrAdd(conversation, id => new Readership(id, nudges));
            if (readership.TryAdd(side, stream))
            {
                return readership;
            }

            // It was just closed by its last reader: make room for a new one.
            all.TryRemove(KeyValuePair.Create(conversation, readership));
        }
    }

    public void Leave(Readership readership, Side side, MomentStream stream)
    {
        if (readership.Remove(side, stream))
        {
            all.TryRemove(KeyValuePair.Create(readership.Conversation, readership));
        }
    }

    /// <summary>A moment was committed on this node. Called in the order of the log.</summary>
    public void Tell(UnnumberedMoment moment, long seq)
    {
        if (all.TryGetValue(moment.Conversation, out var readership))
        {
            readership.Tell(LiveEvent.OfMoment(moment.Conversation, new Moment(
                seq, moment.Kind, moment.Side, moment.Name, moment.ClientId, moment.At, moment.Text, moment.Choice, moment.On)));
        }
    }

    /// <summary>
    /// A retry found its moment already kept: the answer to the first try was lost, and so may have been the telling.
    /// </summary>
    public void Remind(ConversationId conversation, long seq) => nudges.Raise(conversation.Topic, seq);

    /// <summary>After nudges may have been lost: every stream reads its logs once.</summary>
    public void WakeEveryone()
    {
        foreach (var readership in all.Values)
        {
            readership.Wake(long.MaxValue);
        }
    }
}

/// <summary>The open streams of one conversation on this node.</summary>
internal sealed class Readership : IDisposable
{
    private readonly Lock gate = new();
    private readonly IDisposable logNudges;
    private readonly IDisposable presenceNudges;
    private readonly Nudges nudges;
    private readonly bool[] here = new bool[2];
    private readonly bool[] reading = new bool[2];
    private ImmutableArray<(Side Side, MomentStream Stream)> readers = [];
    private bool closed;

    public Readership(ConversationId conversation, Nudges nudges)
    {
        Conversation = conversation;
        this.nudges = nudges;
        logNudges = nudges.Listen(conversation.Topic, nudge => Wake(nudge.Seq));
        presenceNudges = nudges.Listen(Presence.Topic(conversation), nudge => Note(Presence.Unpack(nudge.Seq)));
    }

    public ConversationId Conversation { get; }

    public bool IsHere(Side side)
    {
        lock (gate)
        {
            return here[(int)side];
        }
    }

    public bool IsReading(Side side)
    {
        lock (gate)
        {
            return reading[(int)side];
        }
    }

    public bool TryAdd(Side side, MomentStream stream)
    {
        bool isReading;
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            readers = readers.Add((side, stream));
            isReading = reading[(int)side];
        }

        nudges.Raise(Presence.Topic(Conversation), new Presence(side, Here: true, Writing: false, isReading).Packed);
        return true;
    }

    /// <summary>True when this was the last reader and the readership is closed for good.</summary>
    public bool Remove(Side side, MomentStream stream)
    {
        bool gone;
        lock (gate)
        {
            readers = readers.Remove((side, stream));
            gone = !readers.Any(r => r.Side == side);
            closed = readers.IsEmpty;
        }

        if (gone)
        {
            nudges.Raise(Presence.Topic(Conversation), new Presence(side, Here: false, Writing: false).Packed);
        }

        if (closed)
        {
            Dispose();
        }

        return closed;
    }

    public void Tell(LiveEvent live)
    {
        foreach (var (_, stream) in readers)
        {
            stream.Offer(live);
        }
    }

    /// <summary>Another node says how far the log is; who is behind reads it.</summary>
    public void Wake(long seq) => Tell(new LiveEvent(Conversation, seq, []));

    public void Dispose()
    {
        logNudges.Dispose();
        presenceNudges.Dispose();
    }

    private void Note(Presence presence)
    {
        bool changed, stillHere, othersHere, stillReading, isOtherReading;
        var other = presence.Side is Side.Person ? Side.Specialist : Side.Person;
        lock (gate)
        {
            // Somebody who left another node may be here: their stream on this node says more than that nudge.
            stillHere = !presence.Here && readers.Any(r => r.Side == presence.Side);
            changed = here[(int)presence.Side] != presence.Here;
            here[(int)presence.Side] = presence.Here || stillHere;
            // One page of theirs is gone, another may lie open: that one said so itself, and says when it no longer does.
            stillReading = stillHere && reading[(int)presence.Side];
            reading[(int)presence.Side] = stillHere ? stillReading : presence.Reading;
            isOtherReading = reading[(int)other];
            othersHere = readers.Any(r => r.Side != presence.Side);
        }

        if (stillHere)
        {
            nudges.Raise(Presence.Topic(Conversation), new Presence(presence.Side, Here: true, Writing: false, stillReading).Packed);
            return;
        }

        Tell(presence.AsEvent(Conversation));
        if (changed && presence.Here && othersHere)
        {
            // Whoever has just come to another node learns who is on this one.
            nudges.Raise(Presence.Topic(Conversation), new Presence(other, Here: true, Writing: false, isOtherReading).Packed);
        }
    }
}
