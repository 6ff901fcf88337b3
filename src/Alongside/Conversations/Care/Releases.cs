using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations.Care;

/// <summary>
/// A person's consent that stewards read one conversation, as when they were asked to meet elsewhere in it. Without it no road leads a steward
/// to anybody's words. Each reading is noted before it happens, and its person sees all of them; taken back, it ends at once.
/// </summary>
internal sealed class Releases(Database database, MomentLog log, Names names, TimeProvider clock)
{
    /// <param name="seat">Its person's seat.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task GiveAsync(Seat seat, CancellationToken cancel) => database.ExecuteAsync(
        """
        insert into release (conversation_id, given_by, given_at) values (@Conversation, @Person, @now)
            on conflict (conversation_id) do update set given_at = @now, recalled_at = null where release.recalled_at is not null
        """, new { seat.Conversation, seat.Person, now = clock.Micro() }, cancel);

    /// <param name="seat">Its person's seat.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task RecallAsync(Seat seat, CancellationToken cancel) => database.ExecuteAsync(
        "update release set recalled_at = @now where conversation_id = @Conversation and given_by = @Person and recalled_at is null",
        new { seat.Conversation, seat.Person, now = clock.Micro() }, cancel);

    /// <summary>How it stands, for its person; null while they never gave it.</summary>
    public async Task<Released?> OfAsync(Seat seat, CancellationToken cancel)
    {
        if (await database.FindAsync<Row>(
            "select given_at, recalled_at from release where conversation_id = @Conversation and given_by = @Person",
            new { seat.Conversation, seat.Person }, cancel) is not { } row)
        {
            return null;
        }

        var readings = new List<ReleaseReading>();
        foreach (var (reader, at) in await database.QueryAsync<(PersonId Reader, long At)>(
            "select reader_id, at from release_reading where conversation_id = @Conversation order by at desc", new { seat.Conversation }, cancel))
        {
            readings.Add(new ReleaseReading(await names.OfAsync(reader, cancel), Micros.ToTime(at)));
        }

        return new Released(Micros.ToTime(row.GivenAt), row.RecalledAt is null, readings);
    }

    /// <summary>What stewards may read now, the newest first. Names nobody.</summary>
    public async Task<IReadOnlyList<ReleaseLine>> AllAsync(CancellationToken cancel) =>
    [
        .. (await database.QueryAsync<(ConversationId Conversation, long At)>(
            "select conversation_id, given_at from release where recalled_at is null order by given_at desc", null, cancel))
            .Select(one => new ReleaseLine(one.Conversation.Value, Micros.ToTime(one.At))),
    ];

    /// <summary>The words, by their person's consent and with their eyes on it; null: there is no such consent, or nothing of that name.</summary>
    public async Task<IReadOnlyList<Moment>?> ReadAsync(ConversationId conversation, Me steward, CancellationToken cancel)
    {
        var noted = await database.ExecuteAsync(
            """
            insert into release_reading (reading_id, conversation_id, reader_id, at)
            select @id, conversation_id, @Person, @now from release where conversation_id = @conversation and recalled_at is null
            """, new { id = Secrets.Token(), conversation, steward.Person, now = clock.Micro() }, cancel);
        if (noted == 0 || await database.FindAsync<PersonId?>(
            "select given_by from release where conversation_id = @conversation and recalled_at is null", new { conversation }, cancel) is not { } person)
        {
            return null;
        }

        return await log.ReadAllAsync(new Seat(conversation, person, Side.Person, await names.OfAsync(person, cancel)), cancel);
    }

    /// <summary>Goes with its conversation.</summary>
    public static async Task EraseAsync(Writing w, ConversationId conversation)
    {
        await w.ExecuteAsync("delete from release_reading where conversation_id = @conversation", new { conversation });
        await w.ExecuteAsync("delete from release where conversation_id = @conversation", new { conversation });
    }

    private sealed record Row(long GivenAt, long? RecalledAt);
}

/// <param name="Stands">False: it was taken back; what was read before stays listed.</param>
public sealed record Released(DateTimeOffset Since, bool Stands, IReadOnlyList<ReleaseReading> Readings);

public sealed record ReleaseReading(string By, DateTimeOffset At);

/// <summary>A released conversation from outside.</summary>
public sealed record ReleaseLine(string Conversation, DateTimeOffset Since);
