using System.Collections.Concurrent;
using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>
/// Finds conversations, through whose they are. A seat found is remembered for a few seconds, since every message asks;
/// giving one up forgets it at once on this node, and everywhere within <see cref="Remembered"/>.
/// </summary>
internal sealed class Seats(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(4);

    /// <summary>How long a specialist may still read a conversation that ended, for the debrief after it.</summary>
    public static readonly TimeSpan ReadableAfterEnding = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(ConversationId, PersonId), (Seat Seat, long At)> found = new();

    /// <summary>My seat, or null: for a stranger and for nothing there alike.</summary>
    public ValueTask<Seat?> FindAsync(ConversationId conversation, Me me, CancellationToken cancel) =>
        found.TryGetValue((conversation, me.Person), out var known) && clock.GetElapsedTime(known.At) < Remembered
            ? new(known.Seat)
            : new(ReadAsync(conversation, me, cancel));

    /// <summary>All conversations somebody has a seat in, the newest first; of those that ended, only what they may still read.</summary>
    public Task<IReadOnlyList<SeatedConversation>> OfAsync(PersonId person, CancellationToken cancel) =>
        database.QueryAsync<SeatedConversation>(
            """
            select s.conversation_id, s.side, s.read_seq, c.last_seq, c.opened_at, c.ended_at,
                   o.person_id as other_id
              from seat s
              join conversation c on c.conversation_id = s.conversation_id
              left join seat o on o.conversation_id = s.conversation_id and o.side <> s.side and o.left_at is null
             where s.person_id = @person and s.left_at is null
               and (c.ended_at is null or s.side = 'person' or c.ended_at > @readable)
             order by c.opened_at desc
            """,
            new { person, readable = clock.Micro() - Micros.Of(ReadableAfterEnding) }, cancel);

    /// <summary>Whether the two sat together before, in another conversation.</summary>
    public async Task<bool> TalkedBeforeAsync(ConversationId now, PersonId specialist, PersonId person, CancellationToken cancel) =>
        await database.FindAsync<long>(
            """
            select count(*)
              from seat mine
              join seat theirs on theirs.conversation_id = mine.conversation_id and theirs.person_id = @person
             where mine.person_id = @specialist and mine.conversation_id <> @now
            """, new { now, specialist, person }, cancel) > 0;

    /// <summary>Who has read how far; never goes back.</summary>
    public Task MarkReadAsync(Seat seat, long seq, CancellationToken cancel) => database.ExecuteAsync(
        """
        update seat set read_seq = @seq
         where conversation_id = @Conversation and person_id = @Person and read_seq < @seq
        """,
        new { seat.Conversation, seat.Person, seq }, cancel);

    /// <summary>Seats given up since a time, wherever that was done.</summary>
    public Task<IReadOnlyList<(ConversationId Conversation, PersonId Person)>> LeftSinceAsync(long since, CancellationToken cancel) =>
        database.QueryAsync<(ConversationId, PersonId)>(
            "select conversation_id, person_id from seat where left_at > @since", new { since }, cancel);

    /// <summary>My seat in a conversation that <see cref="OfAsync"/> has just found: whoever asks next need not ask the database.</summary>
    public void Remember(SeatedConversation mine, Me me) =>
        Remember(new Seat(mine.ConversationId, me.Person, MomentKinds.SideOf(mine.Side), me.Name));

    public void Forget(ConversationId conversation, PersonId person) => found.TryRemove((conversation, person), out _);

    private async Task<Seat?> ReadAsync(ConversationId conversation, Me me, CancellationToken cancel)
    {
        var side = await database.FindAsync<string>(
            """
            select s.side
              from seat s
              join conversation c on c.conversation_id = s.conversation_id
             where s.conversation_id = @conversation and s.person_id = @person and s.left_at is null
               and (c.ended_at is null or s.side = 'person' or c.ended_at > @readable)
            """,
            new { conversation, person = me.Person, readable = clock.Micro() - Micros.Of(ReadableAfterEnding) }, cancel);
        if (side is null)
        {
            return null;
        }

        return Remember(new Seat(conversation, me.Person, MomentKinds.SideOf(side), me.Name));
    }

    private Seat Remember(Seat seat)
    {
        if (found.Count > MostRemembered)
        {
            found.Clear();
        }

        found[(seat.Conversation, seat.Person)] = (seat, clock.GetTimestamp());
        return seat;
    }

    private const int MostRemembered = 100_000;
}

/// <summary>A conversation as its participant sees it from outside.</summary>
/// <param name="OtherId">Who sits on the other side now; null while the person waits.</param>
internal sealed record SeatedConversation(
    ConversationId ConversationId, string Side, long ReadSeq, long LastSeq, long OpenedAt, long? EndedAt, PersonId? OtherId);
