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
}

/// <summary>The log of every conversation: append, and read in order.</summary>
internal sealed class MomentLog(Database database, KeyStore keys, IMomentWriter writer, People.Names names, TimeProvider clock)
{
    /// <summary>The most moments read at once.</summary>
    public const int PageSize = 500;

    /// <summary>Keeps what somebody said. Once this answers "said" it is on disk, numbered, and every reader is being told.</summary>
    /// <param name="clientId">Made by the sender, once for each thing said.</param>
    /// <exception cref="StorageException">Unknown whether it was kept: try again with the same id.</exception>
    public Task<Saying> SayAsync(Seat seat, Guid clientId, string text, CancellationToken cancel) =>
        AppendAsync(seat, clientId.ToString("D"), MomentKind.Said, text, cancel);

    /// <summary>Ends the conversation, by whoever sits in it. Ending again changes nothing.</summary>
    public async Task EndAsync(Seat seat, CancellationToken cancel) =>
        await AppendAsync(seat, "ended", MomentKind.Ended, "", cancel);

    /// <summary>Seals a moment for a place in the log, ready to be appended inside somebody else's unit of writing.</summary>
    public async Task<UnnumberedMoment?> PrepareAsync(Seat seat, string clientId, MomentKind kind, string text, CancellationToken cancel)
    {
        if (await keys.FindAsync(seat.Conversation.KeyId, cancel) is not { } key)
        {
            return null;
        }

        var words = key.Seal(text, Place(seat.Conversation, seat.Person, clientId, kind));
        return new UnnumberedMoment(seat.Conversation, seat.Person, seat.Side, seat.Name, clientId, kind, clock.Micro(), text, words);
    }

    /// <summary>What was logged after a seq, in order; at most <see cref="PageSize"/>.</summary>
    public async Task<IReadOnlyList<Moment>> ReadAsync(Seat seat, long after, CancellationToken cancel)
    {
        if (await keys.FindAsync(seat.Conversation.KeyId, cancel) is not { } key)
        {
            return [];
        }

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
        var moments = new List<Moment>(rows.Count);
        foreach (var row in rows)
        {
            var kind = MomentKinds.Kind(row.Kind);
            moments.Add(new Moment(row.Seq, kind, MomentKinds.SideOf(row.Side), await names.OfAsync(row.AuthorId, cancel), row.ClientId, row.At,
                key.Open(row.Sealed, Place(seat.Conversation, row.AuthorId, row.ClientId, kind))));
        }

        return moments;
    }

    private async Task<Saying> AppendAsync(Seat seat, string clientId, MomentKind kind, string text, CancellationToken cancel)
    {
        if (await PrepareAsync(seat, clientId, kind, text, cancel) is not { } moment)
        {
            return new Saying.Ended();
        }

        var appended = await writer.AppendAsync(moment, cancel);
        return appended.Outcome switch
        {
            AppendOutcome.Kept => new Saying.Said(appended.Seq, moment.At),
            AppendOutcome.Ended => new Saying.Ended(),
            AppendOutcome.Repeated when await SaysTheSameAsync(moment, appended, cancel) => new Saying.Repeated(appended.Seq, appended.At),
            _ => new Saying.OtherWordsSameId(),
        };
    }

    private async Task<bool> SaysTheSameAsync(UnnumberedMoment moment, Appended earlier, CancellationToken cancel)
    {
        var key = await keys.FindAsync(moment.Conversation.KeyId, cancel);
        return earlier.Kind == moment.Kind && key is not null
            && key.Open(earlier.Sealed, Place(moment.Conversation, moment.Author, moment.ClientId, moment.Kind)) == moment.Text;
    }

    private static SealedPlace Place(ConversationId conversation, PersonId author, string clientId, MomentKind kind) =>
        new("moment", $"{conversation.Value}/{author.Value:N}/{clientId}/{kind.Name()}", 1);

    private sealed record StoredMoment(long Seq, PersonId AuthorId, string ClientId, string Kind, long At, SealedText Sealed, string Side);
}
