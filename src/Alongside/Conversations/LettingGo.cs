using Alongside.Conversations.Care;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Live;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Stewardship;

namespace Alongside.Conversations;

/// <summary>
/// Conversations are erased: when their person lets one go, and when the days that were promised are over. The key goes
/// first; from then on the words can be read by nobody, in older copies neither.
/// </summary>
internal sealed class LettingGo(
    Database database, KeyStore keys, MomentLog log, Carrying carrying, Untangling untangling, Seats seats, Nudges nudges, Policy policy, TimeProvider clock, ILogger<LettingGo> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    /// <summary>By its person, at any time, without a reason; whoever still sits there sees that it ended.</summary>
    public async Task LetGoAsync(Seat seat, CancellationToken cancel)
    {
        await log.EndAsync(seat, cancel);
        nudges.Raise(Endings.Topic);
        await EraseAsync(seat.Conversation, cancel);
    }

    /// <summary>
    /// Erases what has been quiet for longer than the policy promises to keep it. What its person keeps stays, for as long as
    /// there is a way back for them: a device that is let in, or return words.
    /// </summary>
    /// <returns>How many conversations.</returns>
    public async Task<int> EraseWhatIsOverAsync(CancellationToken cancel)
    {
        var over = await database.QueryAsync<ConversationId>(
            """
            select c.conversation_id
              from conversation c
             where c.opened_at < @before
               and not exists (select 1 from moment m where m.conversation_id = c.conversation_id and m.at >= @before)
               and not exists (
                   select 1
                     from afterwards a
                     join seat s on s.conversation_id = a.conversation_id and s.side = 'person'
                    where a.conversation_id = c.conversation_id and a.kept = 'space'
                      and (exists (select 1 from session n where n.person_id = s.person_id and n.ends_at > @now)
                           or exists (select 1 from return_words r where r.person_id = s.person_id)))
             order by c.opened_at
             limit 1000
            """, new { now = clock.Micro(), before = clock.Micro() - Micros.Of(TimeSpan.FromDays(policy.RetentionDays)) }, cancel);
        foreach (var conversation in over)
        {
            await EraseAsync(conversation, cancel);
        }

        return over.Count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.WalkAsync(LookEvery, clock, logger, "What is over could not be erased yet", async cancel =>
        {
            while (await EraseWhatIsOverAsync(cancel) > 0)
            {
            }

            await untangling.EraseWhatIsOverAsync(cancel);
        }, stoppingToken);

    private async Task EraseAsync(ConversationId conversation, CancellationToken cancel)
    {
        // First what makes it unreadable; the rows that are left after a crash in between are found again by their age.
        await keys.ShredAsync(conversation.KeyId, cancel);
        await carrying.LetGoWithAsync(conversation, cancel);
        var seated = await database.QueryAsync<PersonId>(
            "select person_id from seat where conversation_id = @conversation", new { conversation }, cancel);
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync("delete from moment where conversation_id = @conversation", new { conversation });
            await w.ExecuteAsync("delete from afterwards where conversation_id = @conversation", new { conversation });
            await Releases.EraseAsync(w, conversation);
            await w.ExecuteAsync("delete from waiting where conversation_id = @conversation", new { conversation });
            await w.ExecuteAsync("delete from seat where conversation_id = @conversation", new { conversation });
            return await w.ExecuteAsync("delete from conversation where conversation_id = @conversation", new { conversation });
        }, cancel);
        foreach (var person in seated)
        {
            seats.Forget(conversation, person);
            nudges.Raise(Sessions.Topic(person));
        }
    }
}
