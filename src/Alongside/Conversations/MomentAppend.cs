using Alongside.Platform.Storage;

namespace Alongside.Conversations;

/// <summary>Appends one moment inside a unit of writing: raise the counter, then insert. The same statements on both databases.</summary>
internal static class MomentAppend
{
    private const string Earlier =
        "select seq, at, kind, sealed from moment where conversation_id = @c and author_id = @a and client_id = @i";

    private const string Raise =
        "update conversation set last_seq = last_seq + 1 where conversation_id = @c and ended_at is null returning last_seq";

    private const string RaiseIfStill =
        "update conversation set last_seq = last_seq + 1 where conversation_id = @c and ended_at is null and last_seq = @s returning last_seq";

    private const string RaiseAndEnd =
        """
        update conversation set last_seq = last_seq + 1, ended_at = @t, ended_by = @a
         where conversation_id = @c and ended_at is null
        returning last_seq
        """;

    private const string Insert =
        """
        insert into moment (conversation_id, seq, author_id, client_id, kind, at, sealed) values (@c, @s, @a, @i, @k, @t, @w)
        on conflict (conversation_id, author_id, client_id) do nothing
        """;

    private const string Lower = "update conversation set last_seq = last_seq - 1 where conversation_id = @c";

    public static async Task<Appended> RunAsync(Writing writing, UnnumberedMoment moment)
    {
        var conversation = moment.Conversation.Value;
        var author = moment.Author.ToString();
        // The counter's row makes a conversation's appends one after another, so what is found below stays true.
        var raised = await (moment.Kind is MomentKind.Ended
            ? writing.Prepared(RaiseAndEnd, "@t", "@a", "@c").NumberAsync(moment.At, author, conversation)
            : moment.After is { } read ? writing.Prepared(RaiseIfStill, "@c", "@s").NumberAsync(conversation, read)
            : writing.Prepared(Raise, "@c").NumberAsync(conversation));
        if (raised is not { } seq)
        {
            // Whether it moved or ended, reading on will tell.
            return await EarlierAsync(writing, moment)
                ?? new Appended(moment.After is null ? AppendOutcome.Ended : AppendOutcome.Moved, 0, 0, default, default);
        }

        var inserted = await writing.Prepared(Insert, "@c", "@s", "@a", "@i", "@k", "@t", "@w")
            .ExecuteAsync(conversation, seq, author, moment.ClientId, moment.Kind.Name(), moment.At, moment.Sealed.Bytes);
        if (inserted == 0)
        {
            await writing.Prepared(Lower, "@c").ExecuteAsync(conversation);
            return (await EarlierAsync(writing, moment))!.Value;
        }

        return new Appended(AppendOutcome.Kept, seq, moment.At, moment.Kind, moment.Sealed);
    }

    private static async Task<Appended?> EarlierAsync(Writing writing, UnnumberedMoment moment) =>
        await writing.FindAsync<EarlierMoment>(Earlier, new { c = moment.Conversation.Value, a = moment.Author.ToString(), i = moment.ClientId }) is { } found
            ? found.AsAppended : null;
}
