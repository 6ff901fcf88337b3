using System.Collections.Concurrent;
using System.Collections.Immutable;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>Every open stream on this node, by whose it is; one heartbeat for all, and one eye on rights that ended elsewhere.</summary>
internal sealed class MomentStreams(Seats seats, Sessions sessions, TimeProvider clock, ILogger<MomentStreams> log) : BackgroundService
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>How many pages one person may have open at once.</summary>
    public const int MostPerPerson = 12;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<PersonId, ImmutableArray<MomentStream>> open = new();
    private long count;

    /// <summary>Somebody opened a page; called on their request's thread.</summary>
    public event Action<PersonId>? Opened;

    public bool IsOpen(PersonId person) => open.ContainsKey(person);

    /// <summary>Everyone with a stream on this node.</summary>
    public IEnumerable<PersonId> Here => open.Keys;

    /// <summary>Offers an event of no log to all of somebody's pages on this node.</summary>
    public void Tell(PersonId person, LiveEvent live)
    {
        if (open.TryGetValue(person, out var streams))
        {
            foreach (var stream in streams)
            {
                stream.Offer(live);
            }
        }
    }

    public Adding Add(PersonId person, MomentStream stream)
    {
        if (Interlocked.Increment(ref count) > OpenFiles.MostStreams)
        {
            Interlocked.Decrement(ref count);
            return Adding.HouseIsFull;
        }

        var all = open.AddOrUpdate(person, _ => [stream], (_, some) => some.Length < MostPerPerson ? some.Add(stream) : some);
        if (!all.Contains(stream))
        {
            Interlocked.Decrement(ref count);
            return Adding.TooManyOfTheirs;
        }

        Opened?.Invoke(person);
        return Adding.Added;
    }

    /// <summary>Once for each stream that was added.</summary>
    public void Remove(PersonId person, MomentStream stream)
    {
        Interlocked.Decrement(ref count);
        while (open.TryGetValue(person, out var all))
        {
            var rest = all.Remove(stream);
            if (rest.IsEmpty
                ? open.TryRemove(KeyValuePair.Create(person, all))
                : open.TryUpdate(person, rest, all))
            {
                return;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        var beat = clock.GetTimestamp();
        var looked = clock.Micro();
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.GetAwaiter().GetResult(), TaskScheduler.Default))
        {
            if (clock.GetElapsedTime(beat) >= BeatEvery)
            {
                beat = clock.GetTimestamp();
                foreach (var stream in open.Values.SelectMany(s => s))
                {
                    stream.Offer(LiveEvent.Beat);
                }
            }

            looked = await LookAsync(looked, stoppingToken);
        }
    }

    // A seat given up or a session ended on another node, or by a command on this machine.
    private async Task<long> LookAsync(long since, CancellationToken cancel)
    {
        try
        {
            var now = clock.Micro();
            foreach (var (conversation, person) in await seats.LeftSinceAsync(since, cancel))
            {
                seats.Forget(conversation, person);
                Tell(person, LiveEvent.LookAgain);
            }

            foreach (var mine in open.Values.SelectMany(s => s).Chunk(200))
            {
                var alive = await sessions.OpenAmongAsync([.. mine.Select(s => s.Session).Distinct()], cancel);
                foreach (var stream in mine.Where(s => !alive.Contains(s.Session)))
                {
                    stream.Offer(LiveEvent.LookAgain);
                }
            }

            // Clocks of nodes differ a little, and a commit comes after its time was taken: look twice rather than never.
            return now - 10 * Micros.PerSecond;
        }
        catch (Platform.Storage.StorageException failure)
        {
            log.LogWarning("Rights could not be looked at, trying again: {Reason}", failure.InnerException?.GetType().Name);
            return since;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A fault of ours: said loudly, but it must not close the house for those who are talking.
            log.LogError(fault, "Rights could not be looked at, trying again");
            return since;
        }
    }
}

/// <summary>Whether a stream may be opened.</summary>
internal enum Adding
{
    Added,

    /// <summary>This person has as many as they may.</summary>
    TooManyOfTheirs,

    /// <summary>This node holds as many as it can.</summary>
    HouseIsFull,
}
