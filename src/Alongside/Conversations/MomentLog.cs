using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>What became of something somebody said.</summary>
internal abstract record Saying
{
    /// <summary>On disk.</summary>
    public sealed record Said(long Seq, long At) : Saying;

    /// <summary>It was on disk already: the same sender, id and words.</summary>
    public sealed record Repeated(long Seq, long At) : Saying;

    /// <summary>The id was used before for something else.</summary>
    public sealed record OtherWordsSameId : Saying;

    /// <summary>The conversation has ended; nothing can be added.</summary>
    public sealed record Ended : Saying;

    /// <summary>The words are not fit to keep.</summary>
    public sealed record Unfit(Words Why) : Saying;

    /// <summary>As the conversation stands, there can be no such moment.</summary>
    public sealed record CannotBe(Refusal Why) : Saying;
}

/// <summary>The log of every conversation: append, and read in order.</summary>
internal sealed class MomentLog(Database database, KeyStore keys, IMomentWriter writer, People.Names names, TimeProvider clock, ILogger<MomentLog> lines)
{
    /// <summary>The most moments read at once.</summary>
    public const int PageSize = 500;

    /// <summary>Keeps what somebody said. Once this answers "said" it is on disk, numbered, and every reader is being told.</summary>
    /// <param name="clientId">Made by the sender, once for each thing said.</param>
    /// <exception cref="StorageException">Unknown whether it was kept: try again with the same id.</exception>
    public Task<Saying> SayAsync(Seat seat, Guid clientId, string text, CancellationToken cancel) =>
        AppendAsync(seat, clientId.ToString("D"), new MomentBody(MomentKind.Said, text), cancel);

    /// <summary>
    /// Keeps a moment that has to fit the log as it stands: it is weighed against all that was kept so far, and appended
    /// only if nothing came in between. No reflection is answered twice, on whichever node.
    /// </summary>
    /// <param name="append">How it is appended when it does more than stand in the log; null: as any moment is.</param>
    /// <inheritdoc cref="SayAsync"/>
    public async Task<Saying> AddAsync(
        Seat seat, Guid clientId, MomentBody body, CancellationToken cancel, Func<UnnumberedMoment, IReadOnlyList<Moment>, Task<Appended>>? append = null)
    {
        var id = clientId.ToString("D");
        // A retry finds what its first try did, before anything is asked of the log as it is now.
        if (await EarlierAsync(seat, id, cancel) is { } earlier)
        {
            return await SaysTheSameAsync(seat, id, body, earlier, cancel) ? new Saying.Repeated(earlier.Seq, earlier.At) : new Saying.OtherWordsSameId();
        }

        var log = new List<Moment>();
        while (true)
        {
            await ReadOnAsync(seat, log, cancel);
            if (Standing.Of(log) is { State: "ended" })
            {
                return new Saying.Ended();
            }

            if (MomentRules.Weigh(log, seat.Side, body) is { } why)
            {
                return new Saying.CannotBe(why);
            }

            if (await PrepareAsync(seat, id, body, cancel) is not { } moment)
            {
                return new Saying.Ended();
            }

            var after = moment with { After = log is [.., var last] ? last.Seq : 0 };
            var appended = append is null ? await writer.AppendAsync(after, cancel) : await append(after, log);
            if (appended.Outcome is not AppendOutcome.Moved)
            {
                return await SayingOfAsync(seat, moment, body, appended, cancel);
            }
        }
    }

    /// <summary>Ends the conversation, by whoever sits in it. Ending again changes nothing.</summary>
    /// <param name="seat">Whose hand ends it.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="how">Null, or <see cref="MomentBody.WithPause"/>.</param>
    public async Task EndAsync(Seat seat, CancellationToken cancel, string? how = null) =>
        await AppendAsync(seat, "ended", new MomentBody(MomentKind.Ended, "", how), cancel);

    /// <summary>Seals a moment for a place in the log, ready to be appended inside somebody else's unit of writing.</summary>
    public async Task<UnnumberedMoment?> PrepareAsync(Seat seat, string clientId, MomentBody body, CancellationToken cancel)
    {
        if (await keys.FindAsync(seat.Conversation.KeyId, cancel) is not { } key)
        {
            return null;
        }

        var words = key.Seal(body.Packed, Place(seat.Conversation, seat.Person, clientId, body.Kind));
        return new UnnumberedMoment(
            seat.Conversation, seat.Person, seat.Side, seat.Name, clientId, body.Kind, clock.Micro(), body.Text, words, body.Choice, body.On);
    }

    /// <summary>What was logged after a seq, in order; at most <see cref="PageSize"/>.</summary>
    public async Task<IReadOnlyList<Moment>> ReadAsync(Seat seat, long after, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<StoredMoment>(
            """
            select m.seq, m.author_id, m.client_id, m.kind, m.at, m.sealed, s.side
              from moment m
              join seat s on s.conversation_id = m.conversation_id and s.person_id = m.author_id
             where m.conversation_id = @Conversation and m.seq > @after
             order by m.seq
             limit @PageSize
            """,
            new { seat.Conversation, after, PageSize }, cancel);
        // A page that opened and waits has missed nothing: it needs no key until somebody speaks.
        if (rows.Count == 0 || await keys.FindAsync(seat.Conversation.KeyId, cancel) is not { } key)
        {
            return [];
        }

        var moments = new List<Moment>(rows.Count);
        foreach (var row in rows)
        {
            var kind = MomentKinds.Kind(row.Kind);
            var body = Open(key, row, seat.Conversation, kind);
            moments.Add(new Moment(row.Seq, body.Kind, MomentKinds.SideOf(row.Side), await names.OfAsync(row.AuthorId, cancel), row.ClientId, row.At,
                body.Text, body.Choice, body.On));
        }

        return moments;
    }

    // One entry that was moved or changed must not take the rest of somebody's words from them. Whoever runs this machine
    // reads in its log that it happened.
    private MomentBody Open(DataKey key, StoredMoment row, ConversationId conversation, MomentKind kind)
    {
        try
        {
            return MomentBody.Unpack(kind, key.Open(row.Sealed, Place(conversation, row.AuthorId, row.ClientId, kind)));
        }
        catch (SealBrokenException broken)
        {
            lines.LogError(broken, "A moment does not open where it stands; it is shown as one that cannot be read");
            return new MomentBody(MomentKind.Unreadable, "");
        }
    }

    /// <summary>All that was logged, in order.</summary>
    public async Task<IReadOnlyList<Moment>> ReadAllAsync(Seat seat, CancellationToken cancel)
    {
        var all = new List<Moment>();
        await ReadOnAsync(seat, all, cancel);
        return all;
    }

    private async Task ReadOnAsync(Seat seat, List<Moment> log, CancellationToken cancel)
    {
        IReadOnlyList<Moment> some;
        do
        {
            some = await ReadAsync(seat, log is [.., var last] ? last.Seq : 0, cancel);
            log.AddRange(some);
        }
        while (some.Count == PageSize);
    }

    private async Task<Saying> AppendAsync(Seat seat, string clientId, MomentBody body, CancellationToken cancel)
    {
        if (await PrepareAsync(seat, clientId, body, cancel) is not { } moment)
        {
            return new Saying.Ended();
        }

        // What arrived whole is kept, also when its sender has gone meanwhile.
        return await SayingOfAsync(seat, moment, body, await writer.AppendAsync(moment, CancellationToken.None), cancel);
    }

    private async ValueTask<Saying> SayingOfAsync(Seat seat, UnnumberedMoment moment, MomentBody body, Appended appended, CancellationToken cancel) =>
        appended.Outcome switch
        {
            AppendOutcome.Kept => new Saying.Said(appended.Seq, moment.At),
            AppendOutcome.Ended => new Saying.Ended(),
            AppendOutcome.NotFree => new Saying.CannotBe(Refusal.NotFree),
            AppendOutcome.Repeated when await SaysTheSameAsync(seat, moment.ClientId, body, appended, cancel) => new Saying.Repeated(appended.Seq, appended.At),
            _ => new Saying.OtherWordsSameId(),
        };

    private async Task<bool> SaysTheSameAsync(Seat seat, string clientId, MomentBody body, Appended earlier, CancellationToken cancel)
    {
        var key = await keys.FindAsync(seat.Conversation.KeyId, cancel);
        return earlier.Kind == body.Kind && key is not null
            && key.Open(earlier.Sealed, Place(seat.Conversation, seat.Person, clientId, body.Kind)) == body.Packed;
    }

    private async Task<Appended?> EarlierAsync(Seat seat, string clientId, CancellationToken cancel) =>
        await database.FindAsync<EarlierMoment>(
            "select seq, at, kind, sealed from moment where conversation_id = @Conversation and author_id = @Person and client_id = @clientId",
            new { seat.Conversation, seat.Person, clientId }, cancel) is { } found
            ? found.AsAppended : null;

    private static SealedPlace Place(ConversationId conversation, PersonId author, string clientId, MomentKind kind) =>
        new("moment", $"{conversation.Value}/{author.Value:N}/{clientId}/{kind.Name()}", 1);

    private sealed record StoredMoment(long Seq, PersonId AuthorId, string ClientId, string Kind, long At, SealedText Sealed, string Side);
}
