using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Stewardship;

namespace Alongside.Conversations;

/// <summary>
/// A person's own page for pieces of what they want to say, in any order. Nobody else reads it. What they hand over is said in their
/// conversation, by them, piece by piece.
/// </summary>
internal sealed class Untangling(Database database, KeyStore keys, MomentLog log, Pace pace, Policy policy, TimeProvider clock)
{
    /// <summary>The most pieces somebody has at once.</summary>
    public const int Most = 200;

    /// <summary>In their own order.</summary>
    public async Task<IReadOnlyList<Fragment>> OfAsync(PersonId person, CancellationToken cancel)
    {
        var fragments = new List<Fragment>();
        foreach (var row in await database.QueryAsync<Row>(
            "select fragment_id, handed_at, sealed from fragment where person_id = @person order by place, fragment_id", new { person }, cancel))
        {
            if (await keys.FindAsync(KeyId(row.FragmentId), cancel) is { } key)
            {
                fragments.Add(new(row.FragmentId, key.Open(row.Sealed, Place(row.FragmentId)), row.HandedAt is not null));
            }
        }

        return fragments;
    }

    /// <summary>Adds a piece at the end, once for an id, however often it is sent.</summary>
    /// <returns>False when there are <see cref="Most"/> already.</returns>
    public async Task<bool> AddAsync(PersonId person, Guid id, string words, CancellationToken cancel)
    {
        var fragment = id.ToString("D");
        if (await database.FindAsync<long>("select count(*) from fragment where person_id = @person", new { person }, cancel) >= Most)
        {
            return false;
        }

        if (await keys.FindAsync(KeyId(fragment), cancel) is null)
        {
            var key = await keys.MakeAsync(KeyId(fragment), cancel);
            await database.ExecuteAsync(
                """
                insert into fragment (fragment_id, person_id, place, changed_at, sealed)
                select @fragment, @person, coalesce(max(place), 0) + 1, @now, @words from fragment where person_id = @person
                """, new { fragment, person, now = clock.Micro(), words = key.Seal(words, Place(fragment)) }, cancel);
        }

        return true;
    }

    /// <summary>Changes places with the neighbour before or after.</summary>
    public Task MoveAsync(PersonId person, string fragment, bool up, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        var order = (await w.QueryAsync<string>("select fragment_id from fragment where person_id = @person order by place, fragment_id", new { person })).ToList();
        var from = order.IndexOf(fragment);
        var to = up ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= order.Count)
        {
            return 0;
        }

        (order[from], order[to]) = (order[to], order[from]);
        for (var place = 0; place < order.Count; place++)
        {
            await w.ExecuteAsync(
                "update fragment set place = @place, changed_at = @now where fragment_id = @id and person_id = @person",
                new { place = place + 1, now = clock.Micro(), id = order[place], person });
        }

        return 1;
    }, cancel);

    /// <summary>
    /// Says the chosen pieces in the conversation, in their order. Each is said under its own id: handed over twice, it is said once.
    /// </summary>
    /// <param name="seat">The person's own seat.</param>
    /// <param name="chosen">Which; null: all that were not handed over yet.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>False when some were left: the conversation ended, or it was too many at once.</returns>
    /// <exception cref="StorageException">Unknown whether the last one was kept: hand it over again.</exception>
    public async Task<bool> HandOverAsync(Seat seat, IReadOnlyCollection<string>? chosen, CancellationToken cancel)
    {
        foreach (var fragment in (await OfAsync(seat.Person, cancel)).Where(f => !f.Handed && chosen?.Contains(f.Id) is not false))
        {
            if (!pace.TryTake(seat.Person) || await log.SayAsync(seat, Guid.Parse(fragment.Id), fragment.Words, cancel) is not (Saying.Said or Saying.Repeated))
            {
                return false;
            }

            await database.ExecuteAsync(
                "update fragment set handed_at = @now where fragment_id = @Id and person_id = @Person", new { fragment.Id, seat.Person, now = clock.Micro() }, cancel);
        }

        return true;
    }

    /// <summary>By its owner, at any time: its key first.</summary>
    /// <param name="person">Whose page.</param>
    /// <param name="fragment">Which; null: all of it.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task LetGoAsync(PersonId person, string? fragment, CancellationToken cancel)
    {
        foreach (var id in await database.QueryAsync<string>("select fragment_id from fragment where person_id = @person", new { person }, cancel))
        {
            if (fragment is null || fragment == id)
            {
                await EraseAsync(id, cancel);
            }
        }
    }

    /// <summary>Erases pages that were not touched for the days of the policy.</summary>
    public async Task EraseWhatIsOverAsync(CancellationToken cancel)
    {
        foreach (var id in await database.QueryAsync<string>(
            "select f.fragment_id from fragment f where not exists (select 1 from fragment g where g.person_id = f.person_id and g.changed_at >= @before)",
            new { before = clock.Micro() - Micros.Of(TimeSpan.FromDays(policy.RetentionDays)) }, cancel))
        {
            await EraseAsync(id, cancel);
        }
    }

    private async Task EraseAsync(string fragment, CancellationToken cancel)
    {
        await keys.ShredAsync(KeyId(fragment), cancel);
        await database.ExecuteAsync("delete from fragment where fragment_id = @fragment", new { fragment }, cancel);
    }

    private static string KeyId(string fragment) => "f:" + fragment;

    private static SealedPlace Place(string fragment) => new("fragment", fragment, 1);

    private sealed record Row(string FragmentId, long? HandedAt, SealedText Sealed);
}

/// <summary>A piece of what somebody wants to say.</summary>
/// <param name="Handed">It was said in a conversation already.</param>
public sealed record Fragment(string Id, string Words, bool Handed);
