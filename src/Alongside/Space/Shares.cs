using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Space;

/// <summary>
/// The owner's consents: one page, one reader, for a time, recallable. Whoever enters the code becomes the one reader. A
/// reading is written down in the same breath in which the right to it is checked, so none is ever left out.
/// </summary>
internal sealed class Shares(Database database, KeyStore keys, TimeProvider clock)
{
    /// <summary>How long a share may last, in days.</summary>
    public static IReadOnlyList<int> Days { get; } = [1, 7, 30];

    private static readonly TimeSpan WithTheReading = TimeSpan.FromHours(1);

    // Against guessing, though 128 bits leave nothing to guess.
    private readonly Buckets<PersonId> tries = new(clock, 20, TimeSpan.FromMinutes(1));

    public static SealedPlace PlaceOf(string reply) => new("reply.sealed", reply, 1);

    /// <summary>Consents to one reader, with or without a pen. The code is returned once and kept only as a hash.</summary>
    public async Task<string> MakeAsync(OwnPage page, int days, bool pen, CancellationToken cancel)
    {
        var (share, code) = (Secrets.Token(), Secrets.Token());
        var now = clock.Micro();
        await database.WriteAsync(async w => await w.ExecuteAsync(
            """
            insert into share (share_id, page_id, owner_id, code_hash, made_at, ends_at)
            values (@share, @Id, @Owner, @hash, @now, @ends)
            """,
            new { share, page.Id, page.Owner, hash = Secrets.HashOf(code), now, ends = now + Micros.Of(TimeSpan.FromDays(days)) })
            + (pen ? await w.ExecuteAsync("insert into share_pen (share_id) values (@share)", new { share }) : 0), cancel);
        return code;
    }

    /// <summary>Becomes the one reader of whatever this code is for. Null: it is nobody's code, was taken, recalled or is over.</summary>
    public async Task<string?> TakeAsync(string code, Me me, CancellationToken cancel)
    {
        if (tries.Take(me.Person) is not null)
        {
            return null;
        }

        var hash = Secrets.HashOf(code.Trim());
        return await database.WriteAsync(async w =>
        {
            var now = clock.Micro();
            var share = await w.FindAsync<string>(
                """
                select share_id from share
                 where code_hash = @hash and reader_id is null and recalled_at is null and ends_at > @now and owner_id <> @me
                """, new { hash, now, me = me.Person });
            var taken = share is null ? 0 : await w.ExecuteAsync(
                "update share set reader_id = @me, taken_at = @now, code_hash = null where share_id = @share and reader_id is null and recalled_at is null",
                new { me = me.Person, now, share });
            return taken == 1 ? share : null;
        }, cancel);
    }

    /// <summary>What others show me now.</summary>
    public Task<IReadOnlyList<ShareLine>> ForReaderAsync(Me me, CancellationToken cancel) => database.QueryAsync<ShareLine>(
        """
        select s.share_id, s.page_id, s.owner_id, s.reader_id, p.kind, s.made_at, s.taken_at, s.ends_at, s.recalled_at, w.share_id as pen
          from share s
          left join share_pen w on w.share_id = s.share_id
          join page p on p.page_id = s.page_id
         where s.reader_id = @me and s.recalled_at is null and s.ends_at > @now
         order by s.taken_at desc
        """, new { me = me.Person, now = clock.Micro() }, cancel);

    /// <summary>Reads what is shown to me, and tells its owner that I did. Null: I was never shown it, or am no longer.</summary>
    public async Task<SharedPage?> ReadAsync(string share, Me me, CancellationToken cancel)
    {
        var right = await RightAsync(share, me, reads: true, cancel);
        return right is null || await keys.FindAsync(right.KeyId, cancel) is not { } key
            ? null
            : new(share, right.EndsAt, right.Pen is not null, right.OpenedWith(key), await OpenRepliesAsync(right.PageId, key, cancel));
    }

    /// <summary>
    /// Hears what stands beside the page I am shown. A player asks for it in pieces, so hearing is told with the reading of the
    /// last hour, or as one of its own. Null: there is nothing to hear, I was never shown it, or am no longer.
    /// </summary>
    public async Task<Recording?> HearAsync(string share, Me me, Recordings recordings, CancellationToken cancel)
    {
        var right = await RightAsync(share, me, reads: false, cancel);
        if (right is null || await keys.FindAsync(right.KeyId, cancel) is not { } key || right.OpenedWith(key) is not { Body.Recording: { } version } page
            || await recordings.FindAsync(page, version, cancel) is not { } recording)
        {
            return null;
        }

        var noted = clock.Micro() - Micros.Of(WithTheReading);
        return await RightAsync(share, me, reads: true, cancel, noted) is null ? null : recording;
    }

    /// <summary>Keeps what I wrote on a page I am shown and may write on. Gone: I may not, or not any more.</summary>
    public async Task<Changing> WriteAsync(string share, long seen, Func<OwnPage, PageBody> write, Me me, Shelf shelf, CancellationToken cancel) =>
        await RightAsync(share, me, reads: false, cancel) is { Pen: not null } right && await keys.FindAsync(right.KeyId, cancel) is { } key
        && right.OpenedWith(key) is var page
            ? await shelf.ChangeAsync(page, seen, write(page), cancel, pen: new(share, me.Person))
            : new Changing.Gone();

    /// <summary>Whether this is shown to me now, without opening it.</summary>
    public async Task<bool> IsShownAsync(string share, Me me, CancellationToken cancel) =>
        await RightAsync(share, me, reads: false, cancel) is not null;

    /// <summary>Writes beneath what is shown to me. False: I was never shown it, or am no longer.</summary>
    public async Task<bool> ReplyAsync(string share, string words, Me me, CancellationToken cancel)
    {
        if (await RightAsync(share, me, reads: false, cancel) is not { } right || await keys.FindAsync(right.KeyId, cancel) is not { } key)
        {
            return false;
        }

        var reply = Secrets.Token();
        var text = key.Seal(words, PlaceOf(reply));
        var now = clock.Micro();
        // Takes the row first: while a version is let go, the page's words move to another key.
        return await database.WriteAsync(async w => await w.ExecuteAsync(
            "update page set version = version where page_id = @PageId and key_id = @KeyId", new { right.PageId, right.KeyId }) == 0 ? 0 : await w.ExecuteAsync(
            """
            insert into reply (reply_id, page_id, author_id, at, sealed)
            select @reply, s.page_id, s.reader_id, @now, @text
              from share s
             where s.share_id = @share and s.reader_id = @me and s.recalled_at is null and s.ends_at > @now
            """, new { reply, now, text, share, me = me.Person }), cancel) == 1;
    }

    /// <summary>What readers wrote beneath my page.</summary>
    public async Task<IReadOnlyList<Reply>> RepliesAsync(OwnPage page, CancellationToken cancel) =>
        await keys.FindAsync(page.KeyId, cancel) is { } key ? await OpenRepliesAsync(page.Id, key, cancel) : [];

    /// <summary>My consents for a page, with every reading.</summary>
    public async Task<IReadOnlyList<(ShareLine Share, IReadOnlyList<long> Readings)>> OfPageAsync(OwnPage page, CancellationToken cancel)
    {
        var shares = await database.QueryAsync<ShareLine>(
            """
            select s.share_id, s.page_id, s.owner_id, s.reader_id, p.kind, s.made_at, s.taken_at, s.ends_at, s.recalled_at, w.share_id as pen
              from share s
              left join share_pen w on w.share_id = s.share_id
              join page p on p.page_id = s.page_id
             where s.page_id = @Id and s.owner_id = @Owner
             order by s.made_at desc, s.share_id
            """, new { page.Id, page.Owner }, cancel);
        var readings = await database.QueryAsync<(string Share, long At)>(
            "select share_id, at from reading where page_id = @Id order by at", new { page.Id }, cancel);
        return [.. shares.Select(s => (s, (IReadOnlyList<long>)[.. readings.Where(r => r.Share == s.ShareId).Select(r => r.At)]))];
    }

    /// <summary>From the next request on the reader finds nothing. False: no share of this page of mine.</summary>
    public async Task<bool> RecallAsync(OwnPage page, string share, CancellationToken cancel) => await database.ExecuteAsync(
        """
        update share set recalled_at = coalesce(recalled_at, @now), code_hash = null
         where share_id = @share and page_id = @Id and owner_id = @Owner
        """, new { now = clock.Micro(), share, page.Id, page.Owner }, cancel) == 1;

    /// <summary>How it stands with a share now.</summary>
    public ShareState StateOf(ShareLine share) =>
        share.RecalledAt is not null ? ShareState.Recalled
        : share.EndsAt <= clock.Micro() ? ShareState.Over
        : share.ReaderId is null ? ShareState.Waiting
        : ShareState.Standing;

    // With a time: a reading that was noted since then stands for this one too.
    private Task<Right?> RightAsync(string share, Me me, bool reads, CancellationToken cancel, long noted = long.MaxValue)
    {
        var asked = new { share, me = me.Person, now = clock.Micro(), reading = Secrets.Token(), noted };
        return database.WriteAsync(async w =>
        {
            if (reads
                && await w.FindAsync<long>("select count(*) from reading where share_id = @share and at >= @noted", asked) == 0
                && await w.ExecuteAsync(
                    """
                    insert into reading (reading_id, share_id, page_id, at)
                    select @reading, share_id, page_id, @now
                      from share
                     where share_id = @share and reader_id = @me and recalled_at is null and ends_at > @now
                    """, asked) == 0)
            {
                return null;
            }

            return await w.FindAsync<Right>(
                """
                select p.page_id, p.owner_id, p.kind, p.key_id, p.version, p.made_at, p.changed_at, v.sealed, s.ends_at, w.share_id as pen
                  from share s
                  left join share_pen w on w.share_id = s.share_id
                  join page p on p.page_id = s.page_id
                  join page_version v on v.page_id = p.page_id and v.version = p.version
                 where s.share_id = @share and s.reader_id = @me and s.recalled_at is null and s.ends_at > @now
                """, asked);
        }, cancel);
    }

    private async Task<IReadOnlyList<Reply>> OpenRepliesAsync(PageId page, DataKey key, CancellationToken cancel) =>
        [.. (await database.QueryAsync<ReplyRow>("select reply_id, author_id, at, sealed from reply where page_id = @page order by at, reply_id", new { page }, cancel))
            .Select(r => new Reply(r.AuthorId, r.At, key.Open(r.Sealed, PlaceOf(r.ReplyId))))];

    private sealed record Right(
        PageId PageId, PersonId OwnerId, string Kind, string KeyId, long Version, long MadeAt, long ChangedAt, SealedText Sealed, long EndsAt, string? Pen)
    {
        public OwnPage OpenedWith(DataKey key) =>
            new(PageId, OwnerId, PageKind.Find(Kind)!, KeyId, Version, MadeAt, ChangedAt, PageBody.Read(key.OpenBytes(Sealed, PageId.Place(Version))));
    }

    private sealed record ReplyRow(string ReplyId, PersonId AuthorId, long At, SealedText Sealed);
}

/// <summary>A consent from outside. Times are microseconds UTC.</summary>
/// <param name="Pen">Set when its reader may write on the page too.</param>
internal sealed record ShareLine(
    string ShareId, PageId PageId, PersonId OwnerId, PersonId? ReaderId, string Kind, long MadeAt, long? TakenAt, long EndsAt, long? RecalledAt, string? Pen);

public enum ShareState
{
    /// <summary>Nobody entered the code yet.</summary>
    Waiting,
    Standing,
    Recalled,
    Over,
}

/// <summary>A page as its reader sees it.</summary>
/// <param name="EndsAt">Microseconds UTC.</param>
/// <param name="Pen">Whether they may write on it.</param>
internal sealed record SharedPage(string Share, long EndsAt, bool Pen, OwnPage Page, IReadOnlyList<Reply> Replies);

/// <summary>What a reader wrote beneath a page, under their own name.</summary>
/// <param name="At">Microseconds UTC.</param>
internal sealed record Reply(PersonId Author, long At, string Words);
