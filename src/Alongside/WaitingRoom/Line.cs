using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Live;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.WaitingRoom;

/// <summary>
/// The line of those who wait. Arriving opens the conversation at once: what somebody writes while they wait is already
/// in its log, and is handed over whole to whoever takes the other seat.
/// </summary>
internal sealed class Line(Database database, Openings openings, MomentLog log, Nudges nudges, TimeProvider clock)
{
    /// <summary>The topic of nudges about the line and who is on duty.</summary>
    public const string Topic = "w";

    /// <summary>How many finished conversations say how long one lasts.</summary>
    private const int Recent = 50;

    /// <summary>
    /// Joins the line, or finds the place somebody has already. The words are kept before this returns; the same words
    /// again, as when a form is sent twice, are the same moments.
    /// </summary>
    public async Task<ConversationId> ArriveAsync(Me person, IReadOnlyList<string> words, PersonId? wants, CancellationToken cancel)
    {
        var seat = await OpenSeatAsync(person, cancel)
            ?? await openings.OpenAsync(person, (w, id) => w.ExecuteAsync(
                """
                insert into waiting (conversation_id, person_id, wants_id, arrived_at, beat)
                values (@id, @Person, @wants, @now, 1)
                """, new { id, person.Person, wants, now = clock.Micro() }), cancel);
        for (var i = 0; i < words.Count; i++)
        {
            await log.SayAsync(seat, SameWordsSameId(seat.Conversation, i, words[i]), words[i], cancel);
        }

        nudges.Raise(Topic);
        return seat.Conversation;
    }

    /// <summary>All who wait and all who are on duty, as the tables say; who is really here is judged by <see cref="Lookout"/>.</summary>
    public async Task<LineState> ReadAsync(CancellationToken cancel)
    {
        var line = await database.QueryAsync<WaitingRow>(
            """
            select w.conversation_id, w.person_id, w.wants_id, w.beat
              from waiting w
              join conversation c on c.conversation_id = w.conversation_id
             where w.met_at is null and c.ended_at is null
             order by case when w.returned_at is null then 1 else 0 end, w.arrived_at, w.conversation_id
            """, null, cancel);
        var duties = await database.QueryAsync<DutyRow>(
            "select specialist_id, state, seats, beat, last_met from duty order by specialist_id", null, cancel);
        var held = await database.QueryAsync<HeldRow>(
            """
            select s.person_id as specialist_id, s.conversation_id, s.taken_at, w.person_id
              from duty d
              join seat s on s.person_id = d.specialist_id and s.side = 'specialist' and s.left_at is null
              join conversation c on c.conversation_id = s.conversation_id and c.ended_at is null
              join waiting w on w.conversation_id = s.conversation_id
            """, null, cancel);
        var steppedBack = await database.QueryAsync<(ConversationId Conversation, PersonId Specialist)>(
            """
            select s.conversation_id, s.person_id
              from waiting w
              join seat s on s.conversation_id = w.conversation_id and s.stepped_back_at is not null
             where w.met_at is null and w.returned_at is not null
            """, null, cancel);
        return new LineState(line, duties, held, steppedBack.ToLookup(s => s.Conversation, s => s.Specialist));
    }

    /// <summary>How long the latest finished conversations lasted, from being met to the end, the newest first.</summary>
    public async Task<IReadOnlyList<TimeSpan>> RecentLengthsAsync(CancellationToken cancel) =>
    [
        .. (await database.QueryAsync<long>(
            """
            select c.ended_at - w.met_at
              from waiting w
              join conversation c on c.conversation_id = w.conversation_id
             where w.met_at is not null and c.ended_at > w.met_at
             order by c.ended_at desc
             limit @Recent
            """, new { Recent }, cancel)).Select(micros => TimeSpan.FromMicroseconds(micros)),
    ];

    /// <summary>Specialist and person meet, if both are still free to: never two specialists, never more than they chose.</summary>
    public Task<bool> MeetAsync(WaitingRow waiting, PersonId specialist, string name, CancellationToken cancel) =>
        openings.JoinAsync(waiting.ConversationId, specialist, name, waiting.PersonId, async w =>
        {
            if (!await HasRoomAsync(w, specialist))
            {
                return false;
            }

            var now = clock.Micro();
            var met = await w.ExecuteAsync(
                "update waiting set met_at = @now where conversation_id = @ConversationId and met_at is null",
                new { waiting.ConversationId, now });
            if (met == 1)
            {
                await w.ExecuteAsync("update duty set last_met = @now where specialist_id = @specialist", new { specialist, now });
            }

            return met == 1;
        }, cancel);

    /// <summary>Whether a specialist is on duty with a seat to spare. Holds the duty's row: two nodes cannot fill one seat.</summary>
    public static async Task<bool> HasRoomAsync(Writing w, PersonId specialist)
    {
        var seats = await w.FindAsync<long?>(
            "update duty set last_met = last_met where specialist_id = @specialist and state = 'on' returning seats", new { specialist });
        var busy = await w.FindAsync<long>(
            """
            select count(*)
              from seat s
              join conversation c on c.conversation_id = s.conversation_id and c.ended_at is null
             where s.person_id = @specialist and s.side = 'specialist' and s.left_at is null
            """, new { specialist });
        return seats > busy;
    }

    /// <summary>A specialist steps back of their own will: the person is at the head of the line, and met by somebody else.</summary>
    public async Task StepBackAsync(Seat seat, CancellationToken cancel)
    {
        if (await database.FindAsync<PersonId?>(
            "select person_id from seat where conversation_id = @Conversation and side = 'person'", new { seat.Conversation }, cancel) is { } person)
        {
            await openings.PartAsync(seat.Conversation, seat.Person, seat.Name, person, MomentKind.SteppedBack, async w =>
            {
                var now = clock.Micro();
                await w.ExecuteAsync(
                    "update seat set stepped_back_at = @now where conversation_id = @Conversation and person_id = @Person", new { seat.Conversation, seat.Person, now });
                return await w.ExecuteAsync(
                    """
                    insert into waiting (conversation_id, person_id, arrived_at, returned_at, beat)
                    values (@Conversation, @person, @now, @now, 1)
                    on conflict (conversation_id) do update
                       set met_at = null, returned_at = @now, wants_id = null, beat = waiting.beat + 1
                    """, new { seat.Conversation, person, now }) == 1;
            }, cancel);
            nudges.Raise(Topic);
        }
    }

    /// <summary>A specialist vanished: whoever they were with is back at the head of the line, and both logs say so.</summary>
    public async Task ReturnAsync(PersonId specialist, string name, IEnumerable<HeldRow> held, CancellationToken cancel)
    {
        foreach (var one in held)
        {
            await openings.PartAsync(one.ConversationId, specialist, name, one.PersonId, MomentKind.Parted, async w => await w.ExecuteAsync(
                """
                update waiting set met_at = null, returned_at = @now, wants_id = null, beat = beat + 1
                 where conversation_id = @ConversationId and met_at is not null
                """, new { one.ConversationId, now = clock.Micro() }) == 1, cancel);
        }

        await database.ExecuteAsync(
            "update duty set state = 'off', changed_at = @now where specialist_id = @specialist", new { specialist, now = clock.Micro() }, cancel);
        nudges.Raise(Topic);
    }

    /// <summary>Raises the beats of whoever was seen on this node.</summary>
    public async Task BeatAsync(IReadOnlyCollection<PersonId> seen, CancellationToken cancel)
    {
        foreach (var some in seen.Select(p => p.ToString()).Chunk(200))
        {
            await database.WriteAsync(async w =>
            {
                var seenNow = w.Dialect.IsOneOf("@some");
                await w.ExecuteAsync($"update duty set beat = beat + 1 where specialist_id {seenNow}", new { some });
                return await w.ExecuteAsync($"update waiting set beat = beat + 1 where met_at is null and person_id {seenNow}", new { some });
            }, cancel);
        }
    }

    private async Task<Seat?> OpenSeatAsync(Me person, CancellationToken cancel)
    {
        var id = await database.FindAsync<ConversationId?>(
            """
            select w.conversation_id
              from waiting w
              join conversation c on c.conversation_id = w.conversation_id
             where w.person_id = @Person and c.ended_at is null
             order by w.arrived_at desc
             limit 1
            """, new { person.Person }, cancel);
        return id is { } open ? new Seat(open, person.Person, Side.Person, person.Name) : null;
    }

    private static Guid SameWordsSameId(ConversationId conversation, int place, string words) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{conversation.Value}\0{place}\0{words}")).AsSpan(0, 16));
}

/// <param name="Beat">Raised while they are here.</param>
internal sealed record WaitingRow(ConversationId ConversationId, PersonId PersonId, PersonId? WantsId, long Beat);

internal sealed record DutyRow(PersonId SpecialistId, string State, long Seats, long Beat, long LastMet);

/// <summary>A conversation that a specialist on the duty list holds now.</summary>
internal sealed record HeldRow(PersonId SpecialistId, ConversationId ConversationId, long TakenAt, PersonId PersonId);

/// <param name="SteppedBack">Of those who wait again: who stepped back from them, and is not to meet them anew.</param>
internal sealed record LineState(
    IReadOnlyList<WaitingRow> Line, IReadOnlyList<DutyRow> Duties, IReadOnlyList<HeldRow> Held, ILookup<ConversationId, PersonId> SteppedBack);
