using System.Buffers;
using System.IO.Pipelines;
using Alongside.People;
using Alongside.Platform.Live;

namespace Alongside.Conversations;

/// <summary>
/// One reader's open line: all moments of all their conversations, each once and in order, as server-sent events.
/// What is offered is only a hint; before anything is written the seq decides, and a gap is read from the log.
/// </summary>
internal sealed class MomentStream
{
    // A reader who is this far behind is cut off, and resumes from the log.
    private const int MostQueued = 128;

    private readonly Offered offered = new(MostQueued);
    private readonly Dictionary<ConversationId, (Readership Readership, Side Side)> joined = [];
    private readonly Me me;
    private readonly ConversationId? only;
    private readonly Cursor sent;
    private readonly Sources sources;

    /// <param name="me">Whose stream.</param>
    /// <param name="only">Narrows the stream to one conversation.</param>
    /// <param name="epoch">The epoch of this installation's log.</param>
    /// <param name="sources">Where moments come from.</param>
    public MomentStream(Me me, ConversationId? only, string epoch, Sources sources)
    {
        this.me = me;
        this.only = only;
        this.sources = sources;
        sent = new Cursor(epoch);
    }

    /// <summary>What every stream reads from.</summary>
    public sealed record Sources(Seats Seats, Sessions Sessions, MomentLog Log, Readerships Readerships, MomentStreams Streams, Nudges Nudges);

    /// <summary>Whose session keeps this stream open.</summary>
    public string Session => me.Session;

    /// <summary>Never waits; a reader who cannot keep up loses the line, not the moments.</summary>
    public void Offer(LiveEvent live) => offered.Offer(live);

    /// <summary>Writes until the reader goes, their right to be here ends, or the house closes.</summary>
    /// <param name="output">The response.</param>
    /// <param name="from">Where they had come to; null to begin with what happens from now on.</param>
    /// <param name="cancel">The reader is gone, or the house closes.</param>
    public async Task RunAsync(PipeWriter output, Cursor? from, CancellationToken cancel)
    {
        using var closing = cancel.UnsafeRegister(static offered => ((Offered)offered!).Close(), offered);
        using var listening = sources.Nudges.Listen(Sessions.Topic(me.Person), _ => Offer(LiveEvent.LookAgain));
        try
        {
            // Subscribe first, then read: what happens in between arrives twice, and the seq drops the second.
            await BeginAsync(output, from, cancel);
            while (await offered.WaitAsync())
            {
                while (offered.Take() is { } live)
                {
                    if (ReferenceEquals(live, LiveEvent.LookAgain))
                    {
                        if (!await StillWelcomeAsync(output, cancel))
                        {
                            return;
                        }
                    }
                    else
                    {
                        await WriteAsync(output, live, cancel);
                    }
                }

                if ((await output.FlushAsync(cancel)).IsCompleted)
                {
                    return;
                }
            }
        }
        finally
        {
            foreach (var (readership, side) in joined.Values)
            {
                sources.Readerships.Leave(readership, side, this);
            }
        }
    }

    private async Task BeginAsync(PipeWriter output, Cursor? from, CancellationToken cancel)
    {
        var resync = from is not null && from.Epoch != sent.Epoch;
        from = resync ? null : from;
        foreach (var mine in await MineAsync(from, cancel))
        {
            var start = from is null ? mine.LastSeq : from[mine.ConversationId] ?? 0;
            // A cursor from a time this log does not know: start again from what there is.
            resync |= start > mine.LastSeq;
            Join(mine, Math.Min(start, mine.LastSeq));
        }

        Write(output, LiveEvent.Of("ready", json =>
        {
            json.WriteString("epoch"u8, sent.Epoch);
            json.WriteBoolean("resync"u8, resync);
            json.WriteStartObject("seen"u8);
            foreach (var conversation in joined.Keys)
            {
                json.WriteNumber(conversation.Value, sent[conversation] ?? 0);
            }

            json.WriteEndObject();
        }).Bytes.AsSpan()[..^1]);
        WriteId(output);
        foreach (var conversation in joined.Keys.ToList())
        {
            await CatchUpAsync(output, conversation, cancel);
        }

        await output.FlushAsync(cancel);
    }

    // Open ones; ended ones only when the reader was following them and may have missed the ending.
    private async Task<IEnumerable<SeatedConversation>> MineAsync(Cursor? from, CancellationToken cancel) =>
        (await sources.Seats.OfAsync(me.Person, cancel)).Where(c =>
            (only is null || only == c.ConversationId)
            && (c.EndedAt is null || only == c.ConversationId || from?[c.ConversationId] is not null));

    private void Join(SeatedConversation mine, long seq)
    {
        sent.Set(mine.ConversationId, seq);
        sources.Seats.Remember(mine, me);
        var side = MomentKinds.SideOf(mine.Side);
        joined[mine.ConversationId] = (sources.Readerships.Join(mine.ConversationId, side, this), side);
    }

    private void Leave(ConversationId conversation)
    {
        if (joined.Remove(conversation, out var place))
        {
            sources.Readerships.Leave(place.Readership, place.Side, this);
            sent.Forget(conversation);
        }
    }

    private async Task<bool> StillWelcomeAsync(PipeWriter output, CancellationToken cancel)
    {
        if (await sources.Sessions.AgainAsync(me, cancel) is null)
        {
            return false;
        }

        var mine = (await sources.Seats.OfAsync(me.Person, cancel)).Where(c => only is null || only == c.ConversationId).ToDictionary(c => c.ConversationId);
        foreach (var lost in joined.Keys.Where(c => !mine.ContainsKey(c)).ToList())
        {
            Leave(lost);
        }

        foreach (var found in mine.Values.Where(c => c.EndedAt is null && !joined.ContainsKey(c.ConversationId)))
        {
            Join(found, 0);
            await CatchUpAsync(output, found.ConversationId, cancel);
        }

        return only is null || joined.Count > 0;
    }

    private async Task WriteAsync(PipeWriter output, LiveEvent live, CancellationToken cancel)
    {
        if (live.Seq == 0)
        {
            Write(output, live.Bytes);
        }
        else if (sent[live.Conversation] is not { } last || live.Seq <= last)
        {
            // Already written, or no longer mine.
        }
        else if (live.Seq == last + 1 && live.Bytes.Length > 0)
        {
            Write(output, live);
        }
        else
        {
            await CatchUpAsync(output, live.Conversation, cancel);
        }
    }

    private async Task CatchUpAsync(PipeWriter output, ConversationId conversation, CancellationToken cancel)
    {
        if (await sources.Seats.FindAsync(conversation, me, cancel) is not { } seat)
        {
            Leave(conversation);
            return;
        }

        IReadOnlyList<Moment> missed;
        do
        {
            missed = await sources.Log.ReadAsync(seat, sent[conversation] ?? 0, cancel);
            foreach (var moment in missed)
            {
                Write(output, LiveEvent.OfMoment(conversation, moment));
            }

            await output.FlushAsync(cancel);
        }
        while (missed.Count == MomentLog.PageSize && joined.ContainsKey(conversation));
    }

    private void Write(PipeWriter output, LiveEvent moment)
    {
        sent.Set(moment.Conversation, moment.Seq);
        Write(output, moment.Bytes);
        if (moment.Ends)
        {
            // A long shift's cursor names the conversations that go on, not all there ever were.
            Leave(moment.Conversation);
        }

        WriteId(output);
    }

    private void WriteId(PipeWriter output)
    {
        var span = output.GetSpan(sent.MostBytes + 6);
        "id: "u8.CopyTo(span);
        var length = 4 + sent.Write(span[4..]);
        "\n\n"u8.CopyTo(span[length..]);
        output.Advance(length + 2);
    }

    private static void Write(PipeWriter output, ReadOnlySpan<byte> bytes) => output.Write(bytes);
}
