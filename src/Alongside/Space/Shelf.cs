using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Space;

/// <summary>
/// All pages of a space, through whose they are: together with <see cref="Shares"/> the only road to a page. A page whose
/// key was destroyed is not there, whatever an older copy of the database says.
/// </summary>
internal sealed class Shelf(Database database, KeyStore keys, TimeProvider clock)
{
    /// <summary>More pages than anybody writes; a machine gets to the end of it.</summary>
    public const int MostPages = 20_000;

    private const string Columns =
        """
        p.page_id, p.owner_id, p.kind, p.key_id, p.version, p.made_at, p.changed_at, v.sealed
          from page p
          join page_version v on v.page_id = p.page_id and v.version = p.version
        """;

    /// <summary>My page, or null: for a stranger and for nothing there alike.</summary>
    public async Task<OwnPage?> FindAsync(PageId page, Me me, CancellationToken cancel)
    {
        var row = await database.FindAsync<Row>(
            $"select {Columns} where p.page_id = @page and p.owner_id = @me and p.kind <> @own", new { page, me = me.Person, own = PageKind.Own.Name }, cancel);
        return row is not null && await OpenAsync([row], cancel) is [var found] ? found : null;
    }

    /// <summary>My pages of one kind, the latest first.</summary>
    public async Task<IReadOnlyList<OwnPage>> OfKindAsync(PageKind kind, Me me, CancellationToken cancel, int skip = 0, int most = 500) =>
        await OpenAsync(await database.QueryAsync<Row>(
            $"select {Columns} where p.owner_id = @me and p.kind = @kind order by p.changed_at desc, p.page_id limit @most offset @skip",
            new { me = me.Person, kind = kind.Name, most, skip }, cancel), cancel);

    /// <summary>How many I have of each kind.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(Me me, CancellationToken cancel) =>
        (await database.QueryAsync<(string Kind, long Many)>(
            "select kind, count(*) from page where owner_id = @me group by kind", new { me = me.Person }, cancel)).ToDictionary(k => k.Kind, k => k.Many);

    /// <summary>All of mine, in the order they were made, some at a time so that a large space needs no large memory.</summary>
    public async IAsyncEnumerable<OwnPage> AllAsync(Me me, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = (At: -1L, Page: "");
        while (true)
        {
            var rows = await database.QueryAsync<Row>(
                $"""
                select {Columns}
                 where p.owner_id = @me and (p.made_at > @At or (p.made_at = @At and p.page_id > @Page))
                 order by p.made_at, p.page_id limit 500
                """, new { me = me.Person, after.At, after.Page }, cancel);
            foreach (var page in await OpenAsync(rows, cancel))
            {
                yield return page;
            }

            if (rows is not [.., var last])
            {
                yield break;
            }

            after = (last.MadeAt, last.PageId.Value);
        }
    }

    /// <summary>The page of what I chose here; blank when I chose nothing yet.</summary>
    public async Task<PageBody> OwnAsync(Me me, CancellationToken cancel) =>
        await OfKindAsync(PageKind.Own, me, cancel, most: 1) is [var own] ? own.Body : PageBody.Blank;

    /// <summary>Changes what I chose here.</summary>
    public async Task ChooseAsync(Me me, Func<PageBody, PageBody> change, CancellationToken cancel)
    {
        while (true)
        {
            if (await OfKindAsync(PageKind.Own, me, cancel, most: 1) is not [var own])
            {
                await KeepAsync(PageKind.Own, change(PageBody.Blank), me, cancel);
                return;
            }

            var changed = change(own.Body);
            // Nobody looks up what they chose before, so it is not kept.
            if (changed.Says(own.Body) || await ChangeAsync(own, own.Version, changed, cancel, keepOlder: false) is not Changing.OtherChange)
            {
                return;
            }
        }
    }

    /// <summary>Keeps a new page. Null: there is no room.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="body">What it says.</param>
    /// <param name="me">Whose it becomes.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="once">Made with the form: sent twice, it is one page.</param>
    /// <param name="recording">What is said beside it.</param>
    public async Task<PageId?> KeepAsync(PageKind kind, PageBody body, Me me, CancellationToken cancel, PageId? once = null, Recording? recording = null)
    {
        if ((await CountsAsync(me, cancel)).Values.Sum() >= MostPages)
        {
            return null;
        }

        var id = once is { Value.Length: > 0 } given ? given : PageId.New();
        var keyId = NewKeyId();
        // On disk before anything is sealed with it; should the page not be kept, the key opens nothing.
        var key = await keys.MakeAsync(keyId, cancel);
        var now = clock.Micro();
        var words = key.Seal((body with { Recording = recording is null ? null : 1 }).Write(), id.Place(1));
        var sound = SealedIn(recording, key, id, 1);
        var kept = await database.WriteAsync(async w =>
        {
            if (sound is { } more && !await Recordings.HasRoomAsync(w, me.Person, more.Bytes.Length))
            {
                return (bool?)null;
            }

            if (await w.ExecuteAsync(
                """
                insert into page (page_id, owner_id, kind, key_id, version, made_at, changed_at)
                values (@id, @owner, @kind, @keyId, 1, @now, @now)
                    on conflict (page_id) do nothing
                """, new { id, owner = me.Person, kind = kind.Name, keyId, now }) == 0)
            {
                return false;
            }

            await InsertVersionAsync(w, id, 1, now, words, sound);
            return true;
        }, cancel);
        return kept is true || await FindAsync(id, me, cancel) is not null ? id
            : kept is null ? null
            : await KeepAsync(kind, body, me, cancel, recording: recording);
    }

    /// <summary>Keeps what a page says now as its next version.</summary>
    /// <param name="page">Found through its owner.</param>
    /// <param name="seen">The version that was changed: another one in between is never written over unseen.</param>
    /// <param name="body">What it says from now on.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="keepOlder">Whether the older versions stay.</param>
    /// <param name="pen">Set for a reader who may write on it: it is kept only while their share stands, under their name.</param>
    /// <param name="recording">What is said beside it from now on; null: what the body names.</param>
    public async Task<Changing> ChangeAsync(
        OwnPage page, long seen, PageBody body, CancellationToken cancel, bool keepOlder = true, OtherPen? pen = null, Recording? recording = null)
    {
        if (page.Version == seen && page.Body.Says(body) && recording is null)
        {
            return new Changing.Kept(page.Version);
        }

        if (await keys.FindAsync(page.KeyId, cancel) is not { } key)
        {
            return new Changing.Gone();
        }

        var now = clock.Micro();
        var next = seen + 1;
        var words = key.Seal((recording is null ? body : body with { Recording = next }).Write(), page.Id.Place(next));
        var sound = SealedIn(recording, key, page.Id, next);
        return await database.WriteAsync<Changing>(async w =>
        {
            if (pen is not null && !await pen.MayAsync(w, now))
            {
                return new Changing.Gone();
            }

            if (sound is { } more && !await Recordings.HasRoomAsync(w, page.Owner, more.Bytes.Length))
            {
                return new Changing.NoRoom();
            }

            if (await w.ExecuteAsync(
                "update page set version = @next, changed_at = @now where page_id = @Id and owner_id = @Owner and version = @seen and key_id = @KeyId",
                new { next, now, page.Id, page.Owner, seen, page.KeyId }) == 0)
            {
                return new Changing.OtherChange();
            }

            await InsertVersionAsync(w, page.Id, next, now, words, sound);
            if (pen is not null)
            {
                await w.ExecuteAsync("insert into page_pen (page_id, version, author_id) values (@Id, @next, @Author)", new { page.Id, next, pen.Author });
            }

            if (!keepOlder)
            {
                await w.ExecuteAsync("delete from page_version where page_id = @Id and version < @next", new { page.Id, next });
            }

            return new Changing.Kept(next);
        }, cancel);
    }

    /// <summary>When each version of my page was kept, the latest first.</summary>
    public Task<IReadOnlyList<VersionLine>> VersionsAsync(OwnPage page, CancellationToken cancel) => database.QueryAsync<VersionLine>(
        """
        select v.version, v.at, p.author_id
          from page_version v
          left join page_pen p on p.page_id = v.page_id and p.version = v.version
         where v.page_id = @Id
         order by v.version desc
        """, new { page.Id }, cancel);

    /// <summary>What my page said once; null when that version was let go.</summary>
    public async Task<PageBody?> VersionAsync(OwnPage page, long version, CancellationToken cancel)
    {
        var row = await database.FindAsync<SealedText?>(
            "select sealed from page_version where page_id = @Id and version = @version", new { page.Id, version }, cancel);
        return row is { } words && await keys.FindAsync(page.KeyId, cancel) is { } key ? PageBody.Read(key.OpenBytes(words, page.Id.Place(version))) : null;
    }

    public static string NewKeyId() => "w:" + Secrets.Token();

    /// <summary>One version, with the recording that is kept with it.</summary>
    public static async Task InsertVersionAsync(Writing w, PageId page, long version, long at, SealedText words, SealedText? recording)
    {
        await w.ExecuteAsync("insert into page_version (page_id, version, at, sealed) values (@page, @version, @at, @words)", new { page, version, at, words });
        if (recording is { } sound)
        {
            await Recordings.InsertAsync(w, page, version, sound);
        }
    }

    private static SealedText? SealedIn(Recording? recording, DataKey key, PageId page, long version) =>
        recording is null ? null : key.Seal(recording.Bytes, page.PlaceOfRecording(version));

    private async Task<IReadOnlyList<OwnPage>> OpenAsync(IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        var found = await keys.FindManyAsync([.. rows.Select(r => r.KeyId)], cancel);
        return [.. from row in rows where found.ContainsKey(row.KeyId)
            select new OwnPage(
                row.PageId, row.OwnerId, PageKind.Find(row.Kind) ?? PageKind.Own, row.KeyId, row.Version, row.MadeAt, row.ChangedAt,
                PageBody.Read(found[row.KeyId].OpenBytes(row.Sealed, row.PageId.Place(row.Version))))];
    }

    private sealed record Row(PageId PageId, PersonId OwnerId, string Kind, string KeyId, long Version, long MadeAt, long ChangedAt, SealedText Sealed);
}

/// <summary>A page, opened for whoever it belongs to.</summary>
/// <param name="MadeAt">Microseconds UTC.</param>
/// <param name="ChangedAt">Microseconds UTC.</param>
internal sealed record OwnPage(PageId Id, PersonId Owner, PageKind Kind, string KeyId, long Version, long MadeAt, long ChangedAt, PageBody Body)
{
    public string Title => Kind.TitleOf(Body);

    public PageView View => new(Id.Value, Kind, Version, Micros.ToTime(MadeAt), Micros.ToTime(ChangedAt), Body);
}

/// <summary>A page as it is drawn.</summary>
public sealed record PageView(string Id, PageKind Kind, long Version, DateTimeOffset MadeAt, DateTimeOffset ChangedAt, PageBody Body)
{
    public string Title => Kind.TitleOf(Body);

    /// <summary>Where its owner hears what is said beside these words of it; null: nothing is.</summary>
    public string? Recording(PageBody said) => said.Recording is { } version ? $"/api/space/pages/{Id}/recording?of={version}" : null;
}

/// <summary>One version of a page from outside.</summary>
/// <param name="At">Microseconds UTC.</param>
/// <param name="AuthorId">Who wrote it, when it was not the owner.</param>
internal sealed record VersionLine(long Version, long At, PersonId? AuthorId);

/// <summary>Somebody who is shown a page and may write on it.</summary>
internal sealed record OtherPen(string Share, PersonId Author)
{
    /// <summary>Asked in the unit in which it is written, so that a share that is taken back stops the pen at once.</summary>
    public async Task<bool> MayAsync(Writing w, long now) => await w.FindAsync<string>(
        """
        select s.share_id from share s
          join share_pen p on p.share_id = s.share_id
         where s.share_id = @Share and s.reader_id = @Author and s.recalled_at is null and s.ends_at > @now
        """, new { Share, Author, now }) is not null;
}

/// <summary>What became of a change.</summary>
internal abstract record Changing
{
    internal sealed record Kept(long Version) : Changing;

    /// <summary>The page was changed in between, on another device or in another window.</summary>
    internal sealed record OtherChange : Changing;

    /// <summary>It was erased in between.</summary>
    internal sealed record Gone : Changing;

    /// <summary>The space holds no more recordings.</summary>
    internal sealed record NoRoom : Changing;
}
