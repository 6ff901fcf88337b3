using System.Text.Json;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations.Craft;

/// <summary>
/// The prepared pieces of specialists' own stories, through whose they are: the only road to one. A piece whose key was destroyed
/// is not there, whatever an older copy of the database says.
/// </summary>
internal sealed class StoryPieces(Database database, KeyStore keys, TimeProvider clock)
{
    /// <summary>The most somebody has at once; all of them lie ready in each of their conversations.</summary>
    public const int Most = 60;

    /// <summary>Mine, the latest first.</summary>
    public async Task<IReadOnlyList<StoryPiece>> OfAsync(PersonId owner, CancellationToken cancel) => await OpenAsync(
        await database.QueryAsync<Row>(
            "select piece_id, key_id, version, sealed from story_piece where owner_id = @owner order by made_at desc, piece_id", new { owner }, cancel), cancel);

    /// <summary>Mine, or null: for a stranger and for nothing there alike.</summary>
    public async Task<StoryPiece?> FindAsync(PersonId owner, PieceId piece, CancellationToken cancel) =>
        await RowAsync(owner, piece, cancel) is { } row && await OpenAsync([row], cancel) is [var found] ? found : null;

    /// <summary>Keeps a new one. False: there is no more room.</summary>
    /// <param name="owner">Whose it becomes.</param>
    /// <param name="once">Made with the form: sent twice, it is one piece.</param>
    /// <param name="words">What it says.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<bool> KeepAsync(PersonId owner, PieceId once, PieceWords words, CancellationToken cancel)
    {
        // On disk before anything is sealed with it; should the piece not be kept, the key opens nothing.
        var keyId = "s:" + Secrets.Token();
        var key = await keys.MakeAsync(keyId, cancel);
        var sealedWords = key.Seal(JsonSerializer.Serialize(words), once.Place(1));
        return await database.WriteAsync(async w =>
        {
            if (await w.FindAsync<long>("select count(*) from story_piece where owner_id = @owner", new { owner }) >= Most)
            {
                return false;
            }

            await w.ExecuteAsync(
                """
                insert into story_piece (piece_id, owner_id, key_id, version, made_at, sealed) values (@once, @owner, @keyId, 1, @now, @sealedWords)
                    on conflict (piece_id) do nothing
                """, new { once, owner, keyId, now = clock.Micro(), sealedWords });
            return true;
        }, cancel);
    }

    /// <summary>Keeps what a piece says from now on. False: it was changed or let go in between.</summary>
    public async Task<bool> ChangeAsync(PersonId owner, PieceId piece, long seen, PieceWords words, CancellationToken cancel)
    {
        if (await RowAsync(owner, piece, cancel) is not { } row || await keys.FindAsync(row.KeyId, cancel) is not { } key)
        {
            return false;
        }

        var next = seen + 1;
        return await database.ExecuteAsync(
            "update story_piece set version = @next, sealed = @words where piece_id = @piece and owner_id = @owner and version = @seen",
            new { next, words = key.Seal(JsonSerializer.Serialize(words), piece.Place(next)), piece, owner, seen }, cancel) == 1;
    }

    /// <summary>By its owner, at any time: its key first, so that no older copy opens it either. False: there is none of theirs.</summary>
    public async Task<bool> LetGoAsync(PersonId owner, PieceId piece, CancellationToken cancel)
    {
        if (await RowAsync(owner, piece, cancel) is not { } row)
        {
            return false;
        }

        await keys.ShredAsync(row.KeyId, cancel);
        await database.ExecuteAsync("delete from story_piece where piece_id = @piece and owner_id = @owner", new { piece, owner }, cancel);
        return true;
    }

    private Task<Row?> RowAsync(PersonId owner, PieceId piece, CancellationToken cancel) => database.FindAsync<Row>(
        "select piece_id, key_id, version, sealed from story_piece where piece_id = @piece and owner_id = @owner", new { piece, owner }, cancel);

    private async Task<IReadOnlyList<StoryPiece>> OpenAsync(IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        var found = await keys.FindManyAsync([.. rows.Select(r => r.KeyId)], cancel);
        return [.. from row in rows where found.ContainsKey(row.KeyId)
            select new StoryPiece(row.PieceId.Value, row.Version,
                JsonSerializer.Deserialize<PieceWords>(found[row.KeyId].Open(row.Sealed, row.PieceId.Place(row.Version)))!)];
    }

    private sealed record Row(PieceId PieceId, string KeyId, long Version, SealedText Sealed);
}
