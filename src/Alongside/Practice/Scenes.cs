using System.Text.Json;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Practice;

/// <summary>A scene as it lies in its owner's own space.</summary>
/// <param name="Version">Raised with every change; the seal is bound to it.</param>
internal sealed record KeptScene(SceneId Id, PersonId Owner, long MadeAt, long Version, Scene Scene);

/// <summary>
/// Keeps scenes, each sealed with a key of its own, for whoever practiced and nobody else: no query here reaches a scene
/// without naming its owner, and none counts.
/// </summary>
internal sealed class Scenes(Database database, KeyStore keys, TimeProvider clock)
{
    /// <summary>The most that are listed.</summary>
    public const int MostListed = 200;

    public async Task<SceneId> BeginAsync(PersonId owner, Scene scene, CancellationToken cancel)
    {
        var id = SceneId.New();
        var key = await keys.MakeAsync(id.KeyId, cancel);
        await database.ExecuteAsync(
            """
            insert into practice_scene (scene_id, owner_id, made_at, changed_at, version, sealed)
            values (@id, @owner, @now, @now, 1, @sealed)
            """, new { id, owner, now = clock.Micro(), @sealed = Seal(key, id, owner, 1, scene) }, cancel);
        return id;
    }

    /// <summary>Null for a stranger and for what is not there alike.</summary>
    public async Task<KeptScene?> FindAsync(SceneId id, PersonId owner, CancellationToken cancel) =>
        await database.FindAsync<StoredScene>(
            "select scene_id, made_at, version, sealed from practice_scene where scene_id = @id and owner_id = @owner",
            new { id, owner }, cancel) is { } stored
            ? await OpenAsync(stored, owner, cancel)
            : null;

    /// <summary>For whoever plays in it, as long as it goes on.</summary>
    public async Task<KeptScene?> FindPlayedAsync(SceneId id, PersonId player, CancellationToken cancel) =>
        await database.FindAsync<PlayedScene>(
            """
            select s.scene_id, s.made_at, s.version, s.sealed, s.owner_id
              from practice_scene s
              join practice_partner p on p.scene_id = s.scene_id
             where s.scene_id = @id and p.partner_id = @player
            """, new { id, player }, cancel) is { } played
            ? await OpenAsync(new StoredScene(played.SceneId, played.MadeAt, played.Version, played.Sealed), played.OwnerId, cancel)
            : null;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<KeptScene>> OfAsync(PersonId owner, CancellationToken cancel)
    {
        var stored = await database.QueryAsync<StoredScene>(
            "select scene_id, made_at, version, sealed from practice_scene where owner_id = @owner order by made_at desc, scene_id limit @MostListed",
            new { owner, MostListed }, cancel);
        var open = new List<KeptScene>(stored.Count);
        foreach (var one in stored)
        {
            if (await OpenAsync(one, owner, cancel) is { } kept)
            {
                open.Add(kept);
            }
        }

        return open;
    }

    /// <returns>False when it was changed elsewhere meanwhile, or let go.</returns>
    public async Task<bool> KeepAsync(KeptScene was, Scene now, CancellationToken cancel)
    {
        if (await keys.FindAsync(was.Id.KeyId, cancel) is not { } key)
        {
            return false;
        }

        var version = was.Version + 1;
        return await database.ExecuteAsync(
            """
            update practice_scene set sealed = @sealed, version = @version, changed_at = @at
             where scene_id = @Id and owner_id = @Owner and version = @before
            """,
            new { was.Id, was.Owner, version, before = was.Version, at = clock.Micro(), @sealed = Seal(key, was.Id, was.Owner, version, now) }, cancel) == 1;
    }

    /// <summary>The key first: from then on nobody can read it, in older copies neither.</summary>
    public async Task<bool> LetGoAsync(SceneId id, PersonId owner, CancellationToken cancel)
    {
        if (await FindAsync(id, owner, cancel) is null)
        {
            return false;
        }

        await EraseAsync(id, owner, cancel);
        return true;
    }

    public async Task LetAllGoAsync(PersonId owner, CancellationToken cancel)
    {
        foreach (var id in await database.QueryAsync<SceneId>("select scene_id from practice_scene where owner_id = @owner", new { owner }, cancel))
        {
            await EraseAsync(id, owner, cancel);
        }
    }

    private async Task EraseAsync(SceneId id, PersonId owner, CancellationToken cancel)
    {
        await keys.ShredAsync(id.KeyId, cancel);
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync("delete from practice_partner where scene_id = @id", new { id });
            return await w.ExecuteAsync("delete from practice_scene where scene_id = @id and owner_id = @owner", new { id, owner });
        }, cancel);
    }

    // What was let go while a crash came in between has rows and no key. It is as gone as the rest.
    private async Task<KeptScene?> OpenAsync(StoredScene stored, PersonId owner, CancellationToken cancel) =>
        await keys.FindAsync(stored.SceneId.KeyId, cancel) is { } key
            ? new KeptScene(stored.SceneId, owner, stored.MadeAt, stored.Version,
                JsonSerializer.Deserialize<Scene>(key.OpenBytes(stored.Sealed, Place(stored.SceneId, owner, stored.Version)))!)
            : null;

    private static SealedText Seal(DataKey key, SceneId id, PersonId owner, long version, Scene scene) =>
        key.Seal(JsonSerializer.SerializeToUtf8Bytes(scene), Place(id, owner, version));

    private static SealedPlace Place(SceneId id, PersonId owner, long version) => new("practice_scene", $"{id}/{owner}", version);

    private sealed record PlayedScene(SceneId SceneId, long MadeAt, long Version, SealedText Sealed, PersonId OwnerId);

    private sealed record StoredScene(SceneId SceneId, long MadeAt, long Version, SealedText Sealed);
}
