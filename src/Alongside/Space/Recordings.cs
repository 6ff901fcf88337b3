using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;

namespace Alongside.Space;

/// <summary>Recordings of pages. Whoever asks for one has the page already: as its owner, or as its reader while they are shown it.</summary>
internal sealed class Recordings(Database database, KeyStore keys)
{
    /// <summary>The recording that was kept with that version; null: none was, or nothing says it any more.</summary>
    public async Task<Recording?> FindAsync(OwnPage page, long version, CancellationToken cancel)
    {
        var row = await database.FindAsync<SealedText?>(
            "select sealed from recording where page_id = @Id and version = @version", new { page.Id, version }, cancel);
        return row is { } sound && await keys.FindAsync(page.KeyId, cancel) is { } key ? Recording.Of(key.OpenBytes(sound, page.Id.PlaceOfRecording(version))) : null;
    }

    /// <summary>The versions with which a recording of the page was kept.</summary>
    public Task<IReadOnlyList<long>> OfAsync(OwnPage page, CancellationToken cancel) => database.QueryAsync<long>(
        "select version from recording where page_id = @Id order by version", new { page.Id }, cancel);

    /// <summary>Which pages of mine have one.</summary>
    public async Task<IReadOnlySet<string>> PagesAsync(Me me, CancellationToken cancel) => (await database.QueryAsync<string>(
        "select distinct r.page_id from recording r join page p on p.page_id = r.page_id where p.owner_id = @me", new { me = me.Person }, cancel)).ToHashSet();

    /// <summary>
    /// Whether so many more bytes find room in a space. Asked in the unit that keeps them. On PostgreSQL units run beside each
    /// other, so what is on its way at the same moment may go past it, once.
    /// </summary>
    public static async Task<bool> HasRoomAsync(Writing w, PersonId owner, long more) => more + await w.FindAsync<long>(
        "select cast(coalesce(sum(length(r.sealed)), 0) as bigint) from recording r join page p on p.page_id = r.page_id where p.owner_id = @owner",
        new { owner }) <= Recording.MostOfSpace;

    public static Task<int> InsertAsync(Writing w, PageId page, long version, SealedText sound) => w.ExecuteAsync(
        "insert into recording (page_id, version, sealed) values (@page, @version, @sound)", new { page, version, sound });
}
