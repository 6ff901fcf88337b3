using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>What its person decided about a conversation that ended.</summary>
/// <param name="Stays">Kept until its person lets it go; else the days of the policy.</param>
/// <param name="Heard">Whether they said how it was to be heard; what they said is not known.</param>
internal sealed record Afterwards(bool Stays, bool Heard);

/// <summary>What becomes of a conversation after its ending. Its person decides, and may decide again.</summary>
internal sealed class Decisions(Database database, TimeProvider clock)
{
    private const string Space = "space";
    private const string Days = "days";

    /// <summary>For as long as nothing was decided: the days of the policy.</summary>
    public async Task<Afterwards> OfAsync(Seat seat, CancellationToken cancel) =>
        await database.FindAsync<Row>(
            "select kept, heard_at from afterwards where conversation_id = @Conversation", new { seat.Conversation }, cancel) is { } row
            ? new(row.Kept == Space, row.HeardAt is not null)
            : new(false, false);

    /// <param name="seat">Its person's seat.</param>
    /// <param name="stays">Until they let it go; false: the days of the policy.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>False when it has not ended.</returns>
    public async Task<bool> DecideAsync(Seat seat, bool stays, CancellationToken cancel) => await database.ExecuteAsync(
        """
        insert into afterwards (conversation_id, kept, decided_at)
        select conversation_id, @kept, @now from conversation where conversation_id = @Conversation and ended_at is not null
            on conflict (conversation_id) do update set kept = excluded.kept, decided_at = excluded.decided_at
        """, new { seat.Conversation, kept = stays ? Space : Days, now = clock.Micro() }, cancel) == 1;

    /// <summary>Conversations somebody keeps until they let them go, the newest first.</summary>
    public Task<IReadOnlyList<KeptConversation>> KeptByAsync(People.PersonId person, CancellationToken cancel) => database.QueryAsync<KeptConversation>(
        """
        select c.conversation_id, c.opened_at
          from seat s
          join conversation c on c.conversation_id = s.conversation_id
          join afterwards a on a.conversation_id = c.conversation_id and a.kept = @Space
         where s.person_id = @person and s.side = 'person'
         order by c.opened_at desc
        """, new { person, Space }, cancel);

    private sealed record Row(string Kept, long? HeardAt);
}

/// <param name="OpenedAt">Microseconds UTC.</param>
internal sealed record KeptConversation(ConversationId ConversationId, long OpenedAt);
