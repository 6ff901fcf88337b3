using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Space;

/// <summary>
/// Pages are erased by their owner: one version, one page, a kind, or all. The rows go and their keys are noted in one unit,
/// then the keys are destroyed; a crash in between is made good when the house opens. Only then is the receipt given.
/// </summary>
internal sealed class Erasing(Database database, KeyStore keys, TimeProvider clock, ILogger<Erasing> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>One page, with its versions, shares, readings and replies.</summary>
    public Task<ErasureReceipt> PageAsync(OwnPage page, CancellationToken cancel) =>
        EraseAsync("page_id = @Id and owner_id = @Owner", new { page.Id, page.Owner }, cancel);

    public Task<ErasureReceipt> KindAsync(PageKind kind, Me me, CancellationToken cancel) =>
        EraseAsync("kind = @kind and owner_id = @owner", new { kind = kind.Name, owner = me.Person }, cancel);

    /// <summary>The whole space; what the person chose here too.</summary>
    public Task<ErasureReceipt> AllAsync(Me me, CancellationToken cancel) => EraseAsync("owner_id = @owner", new { owner = me.Person }, cancel);

    /// <summary>
    /// One older version. What stays is sealed anew with another key before the one that opened all of it is destroyed: so
    /// the version is unreadable in older copies too. False: there is no such version, or it is what the page says now.
    /// </summary>
    public async Task<bool> VersionAsync(OwnPage page, long version, CancellationToken cancel)
    {
        if (version == page.Version || await keys.FindAsync(page.KeyId, cancel) is not { } old)
        {
            return false;
        }

        var keyId = Shelf.NewKeyId();
        var key = await keys.MakeAsync(keyId, cancel);
        var gone = await database.WriteAsync(async w =>
        {
            // Nobody changes the page while its words move to the other key.
            var mine = await w.ExecuteAsync(
                """
                update page set key_id = @keyId
                 where page_id = @Id and owner_id = @Owner and key_id = @before
                   and exists (select 1 from page_version v where v.page_id = page.page_id and v.version = @version)
                """,
                new { keyId, page.Id, page.Owner, before = page.KeyId, version });
            if (mine == 0)
            {
                return false;
            }

            await w.ExecuteAsync("delete from page_version where page_id = @Id and version = @version", new { page.Id, version });
            await w.ExecuteAsync("delete from page_pen where page_id = @Id and version = @version", new { page.Id, version });
            var heard = new HashSet<long>();
            foreach (var (left, words) in await w.QueryAsync<(long, byte[])>(
                "select version, sealed from page_version where page_id = @Id", new { page.Id }))
            {
                var said = old.OpenBytes(new(words), page.Id.Place(left));
                heard.UnionWith(PageBody.Read(said).Recording is { } recording ? [recording] : []);
                var again = key.Seal(said, page.Id.Place(left));
                await w.ExecuteAsync("update page_version set sealed = @again where page_id = @Id and version = @left", new { again, page.Id, left });
            }

            // A recording stays as long as one version says it.
            foreach (var left in await w.QueryAsync<long>("select version from recording where page_id = @Id", new { page.Id }))
            {
                if (!heard.Contains(left))
                {
                    await w.ExecuteAsync("delete from recording where page_id = @Id and version = @left", new { page.Id, left });
                    continue;
                }

                var sound = (await w.FindAsync<byte[]>("select sealed from recording where page_id = @Id and version = @left", new { page.Id, left }))!;
                var again = key.Seal(old.OpenBytes(new(sound), page.Id.PlaceOfRecording(left)), page.Id.PlaceOfRecording(left));
                await w.ExecuteAsync("update recording set sealed = @again where page_id = @Id and version = @left", new { again, page.Id, left });
            }

            foreach (var (reply, words) in await w.QueryAsync<(string, byte[])>("select reply_id, sealed from reply where page_id = @Id", new { page.Id }))
            {
                var again = key.Seal(old.OpenBytes(new(words), Shares.PlaceOf(reply)), Shares.PlaceOf(reply));
                await w.ExecuteAsync("update reply set sealed = @again where reply_id = @reply", new { again, reply });
            }

            await w.ExecuteAsync("insert into shred_due (key_id, due_at) values (@key, @now)", new { key = page.KeyId, now = clock.Micro() });
            return true;
        }, cancel);
        await ShredAsync([gone ? page.KeyId : keyId], cancel);
        return gone;
    }

    /// <summary>Destroys what is noted and not destroyed yet.</summary>
    public async Task FinishAsync(CancellationToken cancel) =>
        await ShredAsync(await database.QueryAsync<string>("select key_id from shred_due", null, cancel), cancel);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.WalkAsync(LookEvery, clock, logger, "What was let go is not all destroyed yet", FinishAsync, stoppingToken);

    private async Task<ErasureReceipt> EraseAsync(string which, object whose, CancellationToken cancel)
    {
        var erased = await database.WriteAsync(async w =>
        {
            // Takes the rows first: whoever changes one of these pages just now waits, and then finds nothing.
            await w.ExecuteAsync($"update page set version = version where {which}", whose);
            var pages = await w.QueryAsync<(string Kind, string Key)>($"select kind, key_id from page where {which}", whose);
            var theirs = $"page_id in (select page_id from page where {which})";
            await w.ExecuteAsync($"delete from reading where {theirs}", whose);
            await w.ExecuteAsync($"delete from reply where {theirs}", whose);
            await w.ExecuteAsync($"delete from share_pen where share_id in (select share_id from share where {theirs})", whose);
            await w.ExecuteAsync($"delete from share where {theirs}", whose);
            await w.ExecuteAsync($"delete from page_pen where {theirs}", whose);
            await w.ExecuteAsync($"delete from recording where {theirs}", whose);
            await w.ExecuteAsync($"delete from page_version where {theirs}", whose);
            var now = clock.Micro();
            foreach (var (_, key) in pages)
            {
                await w.ExecuteAsync("insert into shred_due (key_id, due_at) values (@key, @now)", new { key, now });
            }

            await w.ExecuteAsync($"delete from page where {which}", whose);
            return pages;
        }, cancel);
        await ShredAsync([.. erased.Select(e => e.Key)], cancel);
        return new(clock.GetUtcNow(), erased.Where(e => e.Kind != PageKind.Own.Name).CountBy(e => e.Kind).ToDictionary(), erased.Count);
    }

    private async Task ShredAsync(IReadOnlyList<string> due, CancellationToken cancel)
    {
        if (due.Count > 0)
        {
            await keys.ShredAsync(due, cancel);
            await database.WriteAsync(async w =>
            {
                foreach (var key in due)
                {
                    await w.ExecuteAsync("delete from shred_due where key_id = @key", new { key });
                }

                return 0;
            }, cancel);
        }
    }
}

/// <summary>What was erased, told to its owner once and kept nowhere.</summary>
/// <param name="Pages">How many of each kind.</param>
/// <param name="Keys">How many keys were destroyed.</param>
public sealed record ErasureReceipt(DateTimeOffset At, IReadOnlyDictionary<string, int> Pages, int Keys);
