using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Study.Letters;

/// <summary>
/// Who wants a letter when there is something new to read. Nothing is known of them but an address, which is sealed, with a key
/// of its own; nothing ties it to anybody who comes here. Each wish is a row of its own until it is confirmed, so that asking
/// takes the same time and gets the same answer whether the address was known or not.
/// </summary>
internal sealed class Subscriptions(Database database, KeyStore keys, MasterKey master, TimeProvider clock)
{
    /// <summary>For so long the first letter can be answered; then the address is erased.</summary>
    public static readonly TimeSpan AnsweredWithin = TimeSpan.FromDays(3);

    private const int MostAtOnce = 500;

    /// <summary>Somebody asked for letters to this address. One goes there that asks whether they really want it.</summary>
    public async Task AskAsync(string address, CancellationToken cancel)
    {
        var id = Secrets.Token();
        var now = clock.Micro();
        var key = await keys.MakeAsync(KeyOf(id), cancel);
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync(
                """
                insert into subscription (subscription_id, address_lookup, sealed, asked_at, beginning_hash, ending_hash)
                values (@id, @lookup, @address, @now, @beginning, @ending)
                """,
                new
                {
                    id,
                    lookup = master.LookupOf("address for letters", address.ToLowerInvariant()),
                    address = key.Seal(address, Place(id)),
                    now,
                    beginning = Secrets.HashOf(BeginningOf(id)),
                    ending = Secrets.HashOf(EndingOf(id)),
                });
            return await w.ExecuteAsync(
                "insert into letter_due (subscription_id, article_id, tries, made_at, due_at) values (@id, @question, 0, @now, @now)",
                new { id, question = DueLetter.Question, now });
        }, cancel);
    }

    /// <summary>Whether this link still begins something. Looking changes nothing: mail programs follow links by themselves.</summary>
    public async Task<bool> MayBeginAsync(string token, CancellationToken cancel) => await ToBeginAsync(token, cancel) is not null;

    /// <summary>Whether this link still ends something.</summary>
    public async Task<bool> MayEndAsync(string token, CancellationToken cancel) => await ToEndAsync(token, cancel) is not null;

    /// <returns>False: there is nothing such, or no more.</returns>
    public async Task<bool> BeginAsync(string token, CancellationToken cancel)
    {
        if (await ToBeginAsync(token, cancel) is not { } id)
        {
            return false;
        }

        var (begun, again) = await database.WriteAsync(async w => (
            await w.ExecuteAsync(
                """
                update subscription
                   set confirmed_at = @now
                 where subscription_id = @id
                   and confirmed_at is null
                   and not exists (select 1 from subscription o where o.address_lookup = subscription.address_lookup and o.confirmed_at is not null)
                """, new { id, now = clock.Micro() }) == 1,
            await w.FindAsync<long>("select count(*) from subscription where subscription_id = @id and confirmed_at is null", new { id }) == 1), cancel);
        if (again)
        {
            // They get letters already: two wishes of one address are one.
            await EraseAsync([id], cancel);
        }

        return begun || again;
    }

    /// <summary>Ends the letters and erases the address.</summary>
    /// <returns>False: there is nothing such, or no more.</returns>
    public async Task<bool> EndAsync(string token, CancellationToken cancel)
    {
        if (await ToEndAsync(token, cancel) is not { } id)
        {
            return false;
        }

        await EraseAsync([id], cancel);
        return true;
    }

    /// <summary>How many get letters.</summary>
    public Task<long> CountAsync(CancellationToken cancel) =>
        database.FindAsync<long>("select count(*) from subscription where confirmed_at is not null", null, cancel);

    /// <summary>The address a letter goes to; null: it was erased.</summary>
    public async Task<string?> AddressOfAsync(string id, CancellationToken cancel) =>
        await database.FindAsync<Row>("select subscription_id, sealed from subscription where subscription_id = @id", new { id }, cancel) is { } row
        && await keys.FindAsync(KeyOf(id), cancel) is { } key
            ? key.Open(row.Sealed, Place(id))
            : null;

    /// <summary>
    /// Whether the letter that asks is one too many: they get letters already, or one that asks went to that address within a day.
    /// Nobody's mailbox is filled by somebody else who types their address again and again.
    /// </summary>
    public async Task<bool> IsAskedAlreadyAsync(string id, CancellationToken cancel) => await database.FindAsync<long>(
        """
        select count(*)
          from subscription s
          join subscription o on o.address_lookup = s.address_lookup and o.subscription_id <> s.subscription_id
         where s.subscription_id = @id
           and (o.confirmed_at is not null
                or (o.asked_at > @dayAgo and not exists (select 1 from letter_due d where d.subscription_id = o.subscription_id)))
        """, new { id, dayAgo = clock.Micro() - Micros.Of(TimeSpan.FromDays(1)) }, cancel) > 0;

    /// <summary>Erases what nobody said yes to in time.</summary>
    public async Task<int> EraseUnansweredAsync(CancellationToken cancel)
    {
        var over = await database.QueryAsync<string>(
            $"select subscription_id from subscription where confirmed_at is null and asked_at <= @before limit {MostAtOnce}", new { before = Oldest }, cancel);
        await EraseAsync(over, cancel);
        return over.Count;
    }

    /// <summary>Key first; from then on the address can be read by nobody, in older copies neither.</summary>
    public async Task EraseAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return;
        }

        await keys.ShredAsync([.. ids.Select(KeyOf)], cancel);
        await database.WriteAsync(async w =>
        {
            var gone = ids.ToArray();
            await w.ExecuteAsync($"delete from letter_due where subscription_id {w.Dialect.IsOneOf("@gone")}", new { gone });
            return await w.ExecuteAsync($"delete from subscription where subscription_id {w.Dialect.IsOneOf("@gone")}", new { gone });
        }, cancel);
    }

    /// <summary>The word in the link that says yes. Made from the id by the master key, so that it is the same when a letter has to go twice, and stands nowhere.</summary>
    public string BeginningOf(string id) => master.LookupOf("beginning of letters", id);

    /// <summary>The word in the link that ends these letters: the same in all of them.</summary>
    public string EndingOf(string id) => master.LookupOf("ending of letters", id);

    /// <summary>Such a number for a letter that nothing else can be read from.</summary>
    public string MarkOf(string id, string article) => master.LookupOf("mark of a letter", $"{id}\0{article}")[..22];

    private long Oldest => clock.Micro() - Micros.Of(AnsweredWithin);

    private Task<string?> ToBeginAsync(string token, CancellationToken cancel) => database.FindAsync<string>(
        "select subscription_id from subscription where beginning_hash = @hash and confirmed_at is null and asked_at > @Oldest",
        new { hash = Secrets.HashOf(token), Oldest }, cancel);

    private Task<string?> ToEndAsync(string token, CancellationToken cancel) => database.FindAsync<string>(
        "select subscription_id from subscription where ending_hash = @hash", new { hash = Secrets.HashOf(token) }, cancel);

    private static string KeyOf(string id) => "subscription:" + id;

    private static SealedPlace Place(string id) => new("subscription", id, 1);

    private sealed record Row(string SubscriptionId, SealedText Sealed);
}
