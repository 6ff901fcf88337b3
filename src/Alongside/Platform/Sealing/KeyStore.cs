using System.Collections.Concurrent;
using System.Security.Cryptography;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Platform.Sealing;

/// <summary>Every data key, kept apart from the data they open.</summary>
internal sealed class KeyStore(KeyDatabase keys, MasterKey master, TimeProvider clock)
{
    // About 10 MB of them; whoever needs one that was forgotten reads it again.
    private const int MostOpen = 20_000;
    private const int MostAtOnce = 500;

    private readonly ConcurrentDictionary<string, DataKey> open = new();

    /// <summary>Makes the key of a new conversation or page. It is on disk before anything is sealed with it.</summary>
    public async Task<DataKey> MakeAsync(string keyId, CancellationToken cancel) => (await MakeAsync([keyId], cancel))[keyId];

    /// <summary>Makes many keys at once.</summary>
    public async Task<IReadOnlyDictionary<string, DataKey>> MakeAsync(IReadOnlyList<string> keyIds, CancellationToken cancel)
    {
        var bytes = keyIds.ToDictionary(id => id, _ => RandomNumberGenerator.GetBytes(MasterKey.Size));
        await keys.Database.WriteAsync(async w =>
        {
            var now = clock.Micro();
            foreach (var (keyId, key) in bytes)
            {
                await w.ExecuteAsync(
                    "insert into sealing_key (key_id, wrapped, made_at) values (@keyId, @wrapped, @now)",
                    new { keyId, wrapped = master.Wrap(keyId, key), now });
            }

            return bytes.Count;
        }, cancel);
        MakeRoom();
        return bytes.ToDictionary(made => made.Key, made => open[made.Key] = new DataKey(made.Value));
    }

    /// <summary>The key, or null when it was shredded: what it sealed can be read by nobody, ever.</summary>
    public ValueTask<DataKey?> FindAsync(string keyId, CancellationToken cancel) =>
        open.TryGetValue(keyId, out var key) ? new(key) : new(ReadAsync(keyId, cancel));

    /// <summary>Many keys by their ids; those that were shredded are left out.</summary>
    public async Task<IReadOnlyDictionary<string, DataKey>> FindManyAsync(IReadOnlyList<string> keyIds, CancellationToken cancel)
    {
        var found = new Dictionary<string, DataKey>(keyIds.Count);
        var unknown = new List<string>();
        foreach (var id in keyIds)
        {
            if (open.TryGetValue(id, out var key))
            {
                found[id] = key;
            }
            else
            {
                unknown.Add(id);
            }
        }

        foreach (var some in unknown.Chunk(MostAtOnce))
        {
            foreach (var (id, wrapped) in await keys.Database.QueryAsync<(string, byte[])>(
                $"select key_id, wrapped from sealing_key where key_id {keys.Database.Dialect.IsOneOf("@some")}", new { some }, cancel))
            {
                MakeRoom();
                found[id] = open.GetOrAdd(id, _ => master.Unwrap(id, wrapped));
            }
        }

        return found;
    }

    /// <summary>Erases a key for good, here and in every backup that is ever restored.</summary>
    public Task ShredAsync(string keyId, CancellationToken cancel) => ShredAsync([keyId], cancel);

    /// <summary>Erases many keys for good.</summary>
    public async Task ShredAsync(IReadOnlyList<string> keyIds, CancellationToken cancel)
    {
        await keys.Database.WriteAsync(async w =>
        {
            var now = clock.Micro();
            foreach (var keyId in keyIds)
            {
                await w.ExecuteAsync(
                    "insert into shredded_key (key_id, shredded_at) values (@keyId, @now) on conflict (key_id) do nothing", new { keyId, now });
                await w.ExecuteAsync("delete from sealing_key where key_id = @keyId", new { keyId });
            }

            return keyIds.Count;
        }, cancel);
        foreach (var keyId in keyIds)
        {
            open.TryRemove(keyId, out _);
        }
    }

    // Forgotten, not disposed: somebody may be reading with one of them just now.
    private void MakeRoom()
    {
        if (open.Count >= MostOpen)
        {
            open.Clear();
        }
    }

    private async Task<DataKey?> ReadAsync(string keyId, CancellationToken cancel)
    {
        var wrapped = await keys.Database.FindAsync<byte[]>(
            "select wrapped from sealing_key where key_id = @keyId", new { keyId }, cancel);
        if (wrapped is null)
        {
            return null;
        }

        MakeRoom();
        return open.GetOrAdd(keyId, id => master.Unwrap(id, wrapped));
    }
}

/// <summary>The store of keys: a file or a schema of its own, backed up apart.</summary>
internal sealed record KeyDatabase(Database Database);
