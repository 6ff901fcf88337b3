using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Library;

/// <summary>
/// Stories people tell for the library. Only their teller sees one, then whoever reads it first, then everybody; and from
/// the moment the teller takes it back nobody, wherever it had come to.
/// </summary>
internal sealed class Tellings(Database database, KeyStore keys, TimeProvider clock)
{
    /// <summary>More than anybody tells.</summary>
    public const int Most = 50;

    private const string All = "select telling_id, key_id, state, version, sealed, card_id, consented_at, thanks_wished_at from telling";

    /// <summary>Mine, the latest first.</summary>
    public async Task<IReadOnlyList<Telling>> OfAsync(Me me, CancellationToken cancel) =>
        await OpenAsync(await database.QueryAsync<Row>(All + " where teller_id = @me order by consented_at desc, telling_id", new { me = me.Person }, cancel), cancel);

    /// <summary>Mine; null for somebody else's and for nothing there alike.</summary>
    public Task<Telling?> FindMineAsync(string telling, Me me, CancellationToken cancel) =>
        FindAsync(" where telling_id = @telling and teller_id = @me", telling, me, cancel);

    /// <summary>What waits for a second pair of eyes: anybody's here but the teller's own.</summary>
    public async Task<IReadOnlyList<Telling>> WaitingAsync(Me me, CancellationToken cancel) =>
        await OpenAsync(await database.QueryAsync<Row>(All + " where state = 'waiting' and teller_id <> @me order by consented_at, telling_id", new { me = me.Person }, cancel), cancel);

    /// <summary>One that waits and is not mine.</summary>
    public Task<Telling?> FindWaitingAsync(string telling, Me me, CancellationToken cancel) =>
        FindAsync(" where telling_id = @telling and state = 'waiting' and teller_id <> @me", telling, me, cancel);

    /// <summary>Sends a new one to be read. Null: there are too many already.</summary>
    public async Task<string?> SendAsync(TellingBody body, Me me, CancellationToken cancel)
    {
        var (id, keyId) = (Secrets.Token(), "t:" + Secrets.Token());
        // On disk before anything is sealed with it.
        var key = await keys.MakeAsync(keyId, cancel);
        return await database.ExecuteAsync(
            """
            insert into telling (telling_id, teller_id, key_id, state, version, sealed, card_id, consented_at)
            select @id, @me, @keyId, 'waiting', 1, @words, @card, @now
             where (select count(*) from telling where teller_id = @me) < @Most
            """,
            new { id, me = me.Person, keyId, words = key.Seal(body.Write(), Telling.Place(id, 1)), card = CardOf(body, null), now = clock.Micro(), Most }, cancel) == 1 ? id : null;
    }

    /// <summary>Other words are read anew before anybody sees them; until then the old ones are shown no more.</summary>
    public async Task<bool> SendAgainAsync(Telling mine, TellingBody body, CancellationToken cancel)
    {
        if (await keys.FindAsync(mine.KeyId, cancel) is not { } key)
        {
            return false;
        }

        var next = mine.Version + 1;
        var words = key.Seal(body.Write(), Telling.Place(mine.Id, next));
        return await database.WriteAsync(async w =>
        {
            var sent = await w.ExecuteAsync(
                """
                update telling set state = 'waiting', version = @next, sealed = @words, card_id = @card, consented_at = @now, read_by = null, read_at = null
                 where telling_id = @Id and version = @Version
                """, new { next, words, card = CardOf(body, mine.Card), now = clock.Micro(), mine.Id, mine.Version });
            return sent == 1 && await TakeOffAsync(w, mine) >= 0;
        }, cancel);
    }

    /// <summary>Second eyes agree: from now on everybody can read it. False: it was changed or taken back meanwhile.</summary>
    public Task<bool> AgreeAsync(Telling waiting, Me me, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        var now = clock.Micro();
        if (await w.ExecuteAsync(
            """
            update telling set state = 'shown', read_by = @me, read_at = @now
             where telling_id = @Id and version = @Version and state = 'waiting' and teller_id <> @me
            """, new { me = me.Person, now, waiting.Id, waiting.Version }) == 0)
        {
            return false;
        }

        foreach (var entry in waiting.Entries)
        {
            await w.ExecuteAsync(
                """
                insert into library_entry (entry_id, kind, title, words, teller, notes, tags, cards, origin, revision, published_at, trail)
                values (@Id, @Kind, @Title, @Words, @Teller, @Notes, @tags, @cards, @Origin, @revision, @now, @trail)
                """,
                new
                {
                    entry.Id, entry.Kind, entry.Title, entry.Words, entry.Teller, entry.Notes, entry.Origin,
                    tags = string.Join(' ', entry.Tags), cards = string.Join(' ', entry.Cards), revision = $"{waiting.Id}-{waiting.Version}", now,
                    trail = TrailStep.Write(entry.Trail),
                });
        }

        return true;
    }, cancel);

    /// <summary>It goes back to its teller, with words that only they read.</summary>
    public async Task<bool> ReturnAsync(Telling waiting, string why, Me me, CancellationToken cancel)
    {
        if (await keys.FindAsync(waiting.KeyId, cancel) is not { } key)
        {
            return false;
        }

        var next = waiting.Version + 1;
        return await database.ExecuteAsync(
            """
            update telling set state = 'returned', version = @next, sealed = @words, read_by = @me, read_at = @now
             where telling_id = @Id and version = @Version and state = 'waiting' and teller_id <> @me
            """,
            new
            {
                next, words = key.Seal((waiting.Body with { Returned = why }).Write(), Telling.Place(waiting.Id, next)), me = me.Person, now = clock.Micro(), waiting.Id, waiting.Version,
            }, cancel) == 1;
    }

    /// <summary>
    /// Taken back: gone from the library with the next request. What others made of its card in their plans is theirs, and
    /// names nobody any more.
    /// </summary>
    public async Task TakeBackAsync(Telling mine, CancellationToken cancel)
    {
        await database.WriteAsync(async w =>
        {
            await TakeOffAsync(w, mine);
            await w.ExecuteAsync("delete from thanks where telling_id = @Id", new { mine.Id });
            await w.ExecuteAsync("insert into shred_due (key_id, due_at) values (@KeyId, @now) on conflict (key_id) do nothing", new { mine.KeyId, now = clock.Micro() });
            return await w.ExecuteAsync("delete from telling where telling_id = @Id", new { mine.Id });
        }, cancel);
        await keys.ShredAsync(mine.KeyId, cancel);
        await database.ExecuteAsync("delete from shred_due where key_id = @KeyId", new { mine.KeyId }, cancel);
    }

    /// <summary>All of mine: whoever lets everything go leaves no story behind.</summary>
    public async Task TakeAllBackAsync(Me me, CancellationToken cancel)
    {
        foreach (var mine in await OfAsync(me, cancel))
        {
            await TakeBackAsync(mine, cancel);
        }
    }

    // The row itself goes: what stood open is not kept under another name.
    private static async Task<int> TakeOffAsync(Writing w, Telling mine) =>
        await w.ExecuteAsync("delete from library_entry where entry_id = @Id or entry_id = @Card", new { mine.Id, mine.Card })
        + await w.ExecuteAsync("delete from library_company where entry_id = @Card", new { mine.Card });

    // The same card again, so that nobody who kept it loses where it came from.
    private static string? CardOf(TellingBody body, string? before) => body.CardWords.Length == 0 ? null : before ?? Secrets.Token();

    private async Task<Telling?> FindAsync(string which, string telling, Me me, CancellationToken cancel) =>
        await database.FindAsync<Row>(All + which, new { telling, me = me.Person }, cancel) is { } row && await OpenAsync([row], cancel) is [var found] ? found : null;

    private async Task<IReadOnlyList<Telling>> OpenAsync(IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        var found = await keys.FindManyAsync([.. rows.Select(r => r.KeyId)], cancel);
        return [.. from row in rows where found.ContainsKey(row.KeyId)
            select new Telling(
                row.TellingId, row.KeyId, Enum.Parse<TellingState>(row.State, ignoreCase: true), row.Version, row.CardId, row.ConsentedAt, row.ThanksWishedAt,
                TellingBody.Read(found[row.KeyId].OpenBytes(row.Sealed, Telling.Place(row.TellingId, row.Version))))];
    }

    private sealed record Row(
        string TellingId, string KeyId, string State, long Version, SealedText Sealed, string? CardId, long ConsentedAt, long? ThanksWishedAt);
}
