using System.Collections.Concurrent;
using System.Security.Cryptography;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Platform.Sealing;

/// <summary>Every data key, kept apart from the data they open.</summary>
internal sealed class KeyStore(KeyDatabase keys, MasterKey master, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DataKey> open = new();

    /// <summary>Makes the key of a new conversation or space. It is on disk before anything is sealed with it.</summary>
    public async Task<DataKey> MakeAsync(string keyId, CancellationToken cancel)
    {
        var bytes = RandomNumberGenerator.GetBytes(MasterKey.Size);
        await keys.Database.ExecuteAsync(
            "insert into sealing_key (key_id, wrapped, made_at) values (@keyId, @wrapped, @now)",
            new { keyId, wrapped = master.Wrap(keyId, bytes), now = clock.Micro() }, cancel);
        return open[keyId] = new DataKey(bytes);
    }

    /// <summary>The key, or null when it was shredded: what it sealed can be read by nobody, ever.</summary>
    public ValueTask<DataKey?> FindAsync(string keyId, CancellationToken cancel) =>
        open.TryGetValue(keyId, out var key) ? new(key) : new(ReadAsync(keyId, cancel));

    /// <summary>Erases a key for good, here and in every backup that is ever restored.</summary>
    public async Task ShredAsync(string keyId, CancellationToken cancel)
    {
        await keys.Database.WriteAsync(async w =>
        {
            await w.ExecuteAsync(
                "insert into shredded_key (key_id, shredded_at) values (@keyId, @now) on conflict (key_id) do nothing",
                new { keyId, now = clock.Micro() });
            return await w.ExecuteAsync("delete from sealing_key where key_id = @keyId", new { keyId });
        }, cancel);
        open.TryRemove(keyId, out _);
    }

    private async Task<DataKey?> ReadAsync(string keyId, CancellationToken cancel)
    {
        var wrapped = await keys.Database.FindAsync<byte[]>(
            "select wrapped from sealing_key where key_id = @keyId", new { keyId }, cancel);
        return wrapped is null ? null : open.GetOrAdd(keyId, id => master.Unwrap(id, wrapped));
    }
}

/// <summary>The store of keys: a file or a schema of its own, backed up apart.</summary>
internal sealed record KeyDatabase(Database Database);
