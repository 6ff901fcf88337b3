using System.Text.Json;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Growth.LookingBack;

/// <summary>
/// Two specialists, each looking at themselves. A side is found only by whose it is; its words are sealed with a key of
/// its own, and the other reads them only once both agreed.
/// </summary>
internal sealed class CoReflections(Database database, KeyStore keys, TimeProvider clock)
{
    public static IReadOnlyList<string> Moments { get; } = ["invented", "agreed"];

    /// <summary>Begins one; the link lets one other specialist in, once, and stands nowhere.</summary>
    public async Task<(string Id, string Link)> BeginAsync(PersonId me, string moment, CancellationToken cancel)
    {
        var (id, link, key) = (Secrets.Token(), Secrets.Token(32), await MakeKeyAsync(cancel));
        await database.WriteAsync(async w =>
        {
            var now = clock.Micro();
            await w.ExecuteAsync(
                "insert into co_reflection (pair_id, moment, made_at, touched_at, token_hash) values (@id, @moment, @now, @now, @hash)",
                new { id, moment, now, hash = Secrets.HashOf(link) });
            return await w.ExecuteAsync("insert into co_reflection_side (pair_id, person_id, key_id) values (@id, @me, @key)", new { id, me, key });
        }, cancel);
        return (id, link);
    }

    /// <summary>A new link in place of the last one, while nobody took it; null: somebody did, or it is not one's own.</summary>
    public async Task<string?> NewLinkAsync(PersonId me, string id, CancellationToken cancel)
    {
        var link = Secrets.Token(32);
        return await database.ExecuteAsync(
            """
            update co_reflection set token_hash = @hash
             where pair_id = @id and token_hash is not null
               and exists (select 1 from co_reflection_side s where s.pair_id = co_reflection.pair_id and s.person_id = @me)
            """, new { id, me, hash = Secrets.HashOf(link) }, cancel) == 1 ? link : null;
    }

    /// <summary>What a link leads to: somebody else's that waits for its second side. One's own is told by its id.</summary>
    public async Task<(string Id, bool Mine)?> FindByLinkAsync(PersonId me, string link, CancellationToken cancel) =>
        await database.FindAsync<string>("select pair_id from co_reflection where token_hash = @hash", new { hash = Secrets.HashOf(link) }, cancel) is { } id
            ? (id, await IsMineAsync(me, id, cancel)) : null;

    /// <summary>Takes the second side. Null when somebody else was quicker.</summary>
    public async Task<string?> JoinAsync(PersonId me, string link, CancellationToken cancel)
    {
        var (hash, key) = (Secrets.HashOf(link), await MakeKeyAsync(cancel));
        var joined = await database.WriteAsync(async w =>
        {
            if (await w.FindAsync<string>(
                "select pair_id from co_reflection p where token_hash = @hash and not exists (select 1 from co_reflection_side s where s.pair_id = p.pair_id and s.person_id = @me)",
                new { hash, me }) is not { } id
                || await w.ExecuteAsync("update co_reflection set token_hash = null, taken_at = @now where pair_id = @id and token_hash = @hash", new { id, hash, now = clock.Micro() }) == 0)
            {
                return null;
            }

            await w.ExecuteAsync("insert into co_reflection_side (pair_id, person_id, key_id) values (@id, @me, @key)", new { id, me, key });
            return id;
        }, cancel);
        if (joined is null)
        {
            await keys.ShredAsync(key, cancel);
        }

        return joined;
    }

    /// <summary>One's own, newest first.</summary>
    public async Task<IReadOnlyList<CoReflection>> OfAsync(PersonId me, CancellationToken cancel)
    {
        var found = new List<CoReflection>();
        foreach (var id in await database.QueryAsync<string>(
            "select p.pair_id from co_reflection p join co_reflection_side s on s.pair_id = p.pair_id where s.person_id = @me order by p.made_at desc", new { me }, cancel))
        {
            if (await FindAsync(me, id, cancel) is { } one)
            {
                found.Add(one);
            }
        }

        return found;
    }

    public async Task<CoReflection?> FindAsync(PersonId me, string id, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<Row>(
            """
            select p.moment, p.taken_at, p.opened_at, s.person_id, s.key_id, s.sealed, s.agreed_at
              from co_reflection p
              join co_reflection_side s on s.pair_id = p.pair_id
             where p.pair_id = @id and exists (select 1 from co_reflection_side o where o.pair_id = p.pair_id and o.person_id = @me)
            """, new { id, me }, cancel);
        if (rows.FirstOrDefault(r => r.PersonId == me.ToString()) is not { } mine)
        {
            return null;
        }

        var other = rows.FirstOrDefault(r => r != mine);
        var opened = mine.OpenedAt is not null;
        return new(
            id, mine.Moment, other is null ? null : new PersonId(Guid.ParseExact(other.PersonId, "D")), mine.TakenAt is not null && other is null,
            await ReadAsync(id, mine, cancel), mine.AgreedAt is not null, other?.AgreedAt is not null, opened,
            opened && other is not null ? await ReadAsync(id, other, cancel) : null);
    }

    /// <summary>Keeps what one wrote. Whoever had agreed to open agrees anew: it is other words now.</summary>
    public async Task<Stepping> WriteAsync(PersonId me, string id, OwnTurns turns, CancellationToken cancel)
    {
        if (await database.FindAsync<Row>("select person_id, key_id from co_reflection_side where pair_id = @id and person_id = @me", new { id, me }, cancel) is not { } side
            || await keys.FindAsync(side.KeyId, cancel) is not { } key)
        {
            return Stepping.Nothing;
        }

        var words = key.Seal(JsonSerializer.Serialize(turns), Place(id, side.PersonId));
        return await database.WriteAsync(async w => await LockAsync(w, id) ? Stepping.Opened
            : await w.ExecuteAsync("update co_reflection_side set sealed = @words, agreed_at = null where pair_id = @id and person_id = @me", new { id, me, words }) == 1
                ? Stepping.Done : Stepping.Nothing, cancel);
    }

    /// <summary>Agrees to open, or takes that back. When both agreed, both read; from then on nothing changes.</summary>
    public async Task<Stepping> AgreeAsync(PersonId me, string id, bool agree, CancellationToken cancel)
    {
        if (await FindAsync(me, id, cancel) is not { } mine)
        {
            return Stepping.Nothing;
        }

        if (agree && !mine.Mine.AllWritten)
        {
            return Stepping.NotAllWritten;
        }

        return await database.WriteAsync(async w =>
        {
            if (await LockAsync(w, id))
            {
                return Stepping.Opened;
            }

            var now = clock.Micro();
            await w.ExecuteAsync("update co_reflection_side set agreed_at = @at where pair_id = @id and person_id = @me", new { id, me, at = agree ? now : (long?)null });
            await w.ExecuteAsync(
                "update co_reflection set opened_at = @now where pair_id = @id and (select count(*) from co_reflection_side s where s.pair_id = @id and s.agreed_at is not null) = 2",
                new { id, now });
            return Stepping.Done;
        }, cancel);
    }

    /// <summary>Leaves, and takes one's own words along: their key first, so that no older copy can be read either.</summary>
    public async Task<bool> LeaveAsync(PersonId me, string id, CancellationToken cancel)
    {
        if (await database.FindAsync<string>("select key_id from co_reflection_side where pair_id = @id and person_id = @me", new { id, me }, cancel) is not { } key)
        {
            return false;
        }

        await keys.ShredAsync(key, cancel);
        return await database.WriteAsync(async w =>
        {
            await LockAsync(w, id);
            await w.ExecuteAsync("delete from co_reflection_side where pair_id = @id and person_id = @me", new { id, me });
            await w.ExecuteAsync("update co_reflection set token_hash = null where pair_id = @id", new { id });
            await w.ExecuteAsync("delete from co_reflection where pair_id = @id and not exists (select 1 from co_reflection_side s where s.pair_id = @id)", new { id });
            return true;
        }, cancel);
    }

    /// <summary>Leaves all of them.</summary>
    public async Task LeaveAllAsync(PersonId me, CancellationToken cancel)
    {
        foreach (var id in await database.QueryAsync<string>("select pair_id from co_reflection_side where person_id = @me", new { me }, cancel))
        {
            await LeaveAsync(me, id, cancel);
        }
    }

    private async Task<bool> IsMineAsync(PersonId me, string id, CancellationToken cancel) =>
        await database.FindAsync<string>("select pair_id from co_reflection_side where pair_id = @id and person_id = @me", new { id, me }, cancel) is not null;

    // Both sides may step at once: each holds the row of the pair while it looks. True when it was opened before.
    private async Task<bool> LockAsync(Writing w, string id)
    {
        await w.ExecuteAsync("update co_reflection set touched_at = @now where pair_id = @id", new { id, now = clock.Micro() });
        return await w.FindAsync<string>("select pair_id from co_reflection where pair_id = @id and opened_at is not null", new { id }) is not null;
    }

    private async Task<string> MakeKeyAsync(CancellationToken cancel)
    {
        var key = $"co-reflection-{Secrets.Token()}";
        await keys.MakeAsync(key, cancel);
        return key;
    }

    private async Task<OwnTurns> ReadAsync(string id, Row side, CancellationToken cancel) =>
        side.Sealed is { } words && await keys.FindAsync(side.KeyId, cancel) is { } key
            ? JsonSerializer.Deserialize<OwnTurns>(key.Open(new SealedText(words), Place(id, side.PersonId)))! : OwnTurns.Empty;

    private static SealedPlace Place(string id, string person) => new("co_reflection_side", $"{id} {person}", 1);

    private sealed class Row
    {
        public string Moment { get; init; } = "";
        public long? TakenAt { get; init; }
        public long? OpenedAt { get; init; }
        public string PersonId { get; init; } = "";
        public string KeyId { get; init; } = "";
        public byte[]? Sealed { get; init; }
        public long? AgreedAt { get; init; }
    }
}
