using System.Collections.Concurrent;

namespace Alongside.Platform.Hosting;

/// <summary>
/// A bucket for each key: it holds <paramref name="size"/> and gains one every <paramref name="every"/>. Kept in memory
/// only, for as long as it is not full: what we count about somebody's network is never written down.
/// </summary>
internal sealed class Buckets<TKey>(TimeProvider clock, int size, TimeSpan every) where TKey : notnull
{
    private const int SweepEvery = 4096;

    // For each key the moment at which its bucket will be full again.
    private readonly ConcurrentDictionary<TKey, DateTimeOffset> fullAt = new();
    private int added;

    /// <summary>Takes one out. Null: there was one; else how long until there is.</summary>
    public TimeSpan? Take(TKey key)
    {
        var now = clock.GetUtcNow();
        while (true)
        {
            var known = fullAt.TryGetValue(key, out var full);
            var next = (known && full > now ? full : now) + every;
            var wait = next - now - size * every;
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            if (known ? fullAt.TryUpdate(key, next, full) : fullAt.TryAdd(key, next))
            {
                if (!known)
                {
                    Sweep(now);
                }

                return null;
            }
        }
    }

    /// <summary>Puts back what was taken for something that turned out to be fine.</summary>
    public void GiveBack(TKey key)
    {
        while (fullAt.TryGetValue(key, out var full) && !fullAt.TryUpdate(key, full - every, full))
        {
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (Interlocked.Increment(ref added) % SweepEvery != 0)
        {
            return;
        }

        foreach (var entry in fullAt)
        {
            if (entry.Value <= now)
            {
                fullAt.TryRemove(entry);
            }
        }
    }
}
