using Alongside.People;
using Alongside.Platform.Live;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>Opens conversations and seats people in them.</summary>
internal sealed class Openings(Database database, KeyStore keys, MomentLog log, Names names, Readerships readers, Seats seats, Nudges nudges, TimeProvider clock)
{
    /// <summary>
    /// A new conversation with one seat, its person's. The key is on disk before the conversation is; a key left over
    /// from a crash in between opens nothing. <paramref name="also"/> runs in the same transaction.
    /// </summary>
    public async Task<Seat> OpenAsync(Me person, Func<Writing, ConversationId, Task> also, CancellationToken cancel)
    {
        var id = ConversationId.New();
        await keys.MakeAsync(id.KeyId, cancel);
        var now = clock.Micro();
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync(
                "insert into conversation (conversation_id, opened_at, last_seq) values (@id, @now, 0)", new { id, now });
            await SeatAsync(w, id, person.Person, Side.Person, now);
            await also(w, id);
            return 0;
        }, cancel);
        nudges.Raise(Sessions.Topic(person.Person));
        return new Seat(id, person.Person, Side.Person, person.Name);
    }

    /// <summary>A specialist takes the free seat, and the log says so, in one transaction with <paramref name="first"/>.</summary>
    /// <param name="first">May refuse: then nothing happens.</param>
    /// <returns>False when it was refused, when somebody else sits there, or when the conversation is over.</returns>
    public async Task<bool> JoinAsync(
        ConversationId id, PersonId specialist, string name, PersonId person, Func<Writing, Task<bool>> first, CancellationToken cancel)
    {
        var seat = new Seat(id, specialist, Side.Specialist, name);
        var now = clock.Micro();
        var joined = await log.PrepareAsync(seat, $"joined-{now}", new MomentBody(MomentKind.Joined, ""), cancel);
        if (joined is null)
        {
            return false;
        }

        var appended = await database.WriteAsync(async w =>
        {
            // Nothing is written before all three agree, since a unit that ends well is kept whole.
            if (!await LockOpenAsync(w, id) || await SpecialistInAsync(w, id) is not null || !await first(w))
            {
                return new Appended(AppendOutcome.Ended, 0, 0, default, default);
            }

            await SeatAsync(w, id, specialist, Side.Specialist, now);
            return await MomentAppend.RunAsync(w, joined);
        }, cancel, committed => Tell(joined, committed));
        if (appended.Outcome is not AppendOutcome.Kept)
        {
            return false;
        }

        nudges.Raise(Sessions.Topic(specialist));
        nudges.Raise(Sessions.Topic(person));
        return true;
    }

    /// <summary>A specialist's seat is given up while the conversation goes on waiting for another.</summary>
    /// <param name="how"><see cref="MomentKind.Parted"/> when their line was lost, <see cref="MomentKind.SteppedBack"/> when they chose to.</param>
    public async Task<bool> PartAsync(
        ConversationId id, PersonId specialist, string name, PersonId person, MomentKind how, Func<Writing, Task<bool>> first, CancellationToken cancel)
    {
        var seat = new Seat(id, specialist, Side.Specialist, name);
        var now = clock.Micro();
        var parted = await log.PrepareAsync(seat, $"{how.Name()}-{now}", new MomentBody(how, ""), cancel);
        if (parted is null)
        {
            return false;
        }

        var appended = await database.WriteAsync(async w =>
        {
            if (!await LockOpenAsync(w, id) || await SpecialistInAsync(w, id) != specialist || !await first(w))
            {
                return new Appended(AppendOutcome.Ended, 0, 0, default, default);
            }

            await LeaveAsync(w, id, specialist, now);
            return await MomentAppend.RunAsync(w, parted);
        }, cancel, committed => Tell(parted, committed));
        seats.Forget(id, specialist);
        nudges.Raise(Sessions.Topic(specialist));
        nudges.Raise(Sessions.Topic(person));
        return appended.Outcome is AppendOutcome.Kept;
    }

    /// <summary>
    /// With the person's consent another specialist goes on: the consent, one seat given up and the other taken are kept
    /// together, or nothing is.
    /// </summary>
    /// <param name="consent">What the person says, weighed against the log.</param>
    /// <param name="first">Whether the other is free still.</param>
    public async Task<Appended> HandOverAsync(UnnumberedMoment consent, Hand to, Func<Writing, Task<bool>> first, CancellationToken cancel)
    {
        var id = consent.Conversation;
        var now = clock.Micro();
        if (await database.FindAsync<PersonId?>(SpecialistIn, new { id }, cancel) is not { } from
            || await log.PrepareAsync(new(id, from, Side.Specialist, await names.OfAsync(from, cancel)), $"stepback-{now}", new(MomentKind.SteppedBack, "", "handed"), cancel) is not { } handed
            || await log.PrepareAsync(new(id, to.Specialist, Side.Specialist, to.Name), $"joined-{now}", new(MomentKind.Joined, ""), cancel) is not { } joined)
        {
            return new Appended(AppendOutcome.Moved, 0, 0, default, default);
        }

        var appended = await database.WriteAsync(async w =>
        {
            // Nothing is written before all agree, since a unit that ends well is kept whole.
            if (!await LockOpenAsync(w, id) || await SpecialistInAsync(w, id) != from)
            {
                return [new Appended(AppendOutcome.Moved, 0, 0, default, default)];
            }

            if (!await first(w))
            {
                return [new Appended(AppendOutcome.NotFree, 0, 0, default, default)];
            }

            var said = await MomentAppend.RunAsync(w, consent);
            if (said.Outcome is not AppendOutcome.Kept)
            {
                return [said];
            }

            await LeaveAsync(w, id, from, now);
            await SeatAsync(w, id, to.Specialist, Side.Specialist, now);
            return new[] { said, await MomentAppend.RunAsync(w, handed), await MomentAppend.RunAsync(w, joined) };
        }, cancel, committed =>
        {
            foreach (var (moment, where) in new[] { consent, handed, joined }.Zip(committed))
            {
                Tell(moment, where);
            }
        });
        if (appended[0].Outcome is AppendOutcome.Kept)
        {
            seats.Forget(id, from);
            nudges.Raise(Sessions.Topic(from));
            nudges.Raise(Sessions.Topic(to.Specialist));
            nudges.Raise(Sessions.Topic(consent.Author));
        }

        return appended[0];
    }

    private void Tell(UnnumberedMoment moment, Appended appended)
    {
        if (appended.Outcome is AppendOutcome.Kept)
        {
            readers.Tell(moment, appended.Seq);
            nudges.Raise(moment.Conversation.Topic, appended.Seq);
        }
    }

    // Raising nothing, but holding the row: joins, partings and endings of one conversation come one after another.
    private static async Task<bool> LockOpenAsync(Writing w, ConversationId id) => await w.ExecuteAsync(
        "update conversation set last_seq = last_seq where conversation_id = @id and ended_at is null", new { id }) == 1;

    private const string SpecialistIn = "select person_id from seat where conversation_id = @id and side = 'specialist' and left_at is null";

    private static Task<PersonId?> SpecialistInAsync(Writing w, ConversationId id) => w.FindAsync<PersonId?>(SpecialistIn, new { id });

    private static Task<int> LeaveAsync(Writing w, ConversationId id, PersonId specialist, long now) => w.ExecuteAsync(
        "update seat set left_at = @now where conversation_id = @id and person_id = @specialist and left_at is null", new { id, specialist, now });

    private static Task<int> SeatAsync(Writing w, ConversationId id, PersonId person, Side side, long now) => w.ExecuteAsync(
        """
        insert into seat (conversation_id, person_id, side, taken_at)
        values (@id, @person, @side, @now)
        on conflict (conversation_id, person_id) do update set left_at = null, taken_at = @now
        """, new { id, person, side = side.Name(), now });
}
