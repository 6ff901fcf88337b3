using System.Threading.Tasks.Sources;

namespace Alongside.Conversations;

/// <summary>
/// What one stream has yet to write: anybody offers, one takes. A channel would do the same with 1 KB more for each idle
/// stream, and something made anew for each wait.
/// </summary>
/// <param name="most">So many wait at once; one more closes it, and its reader resumes from the log.</param>
internal sealed class Offered(int most) : IValueTaskSource<bool>
{
    private readonly Lock gate = new();
    private Queue<LiveEvent>? queued;
    private ManualResetValueTaskSourceCore<bool> wait = new() { RunContinuationsAsynchronously = true };
    private bool isWaitedFor;
    private bool isClosed;

    /// <summary>Never waits.</summary>
    public void Offer(LiveEvent live)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            queued ??= new Queue<LiveEvent>(4);
            if (queued.Count < most)
            {
                queued.Enqueue(live);
            }
            else
            {
                isClosed = true;
            }

            Wake(true);
        }
    }

    /// <summary>What is there already may still be taken; nothing more comes.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Wake(false);
        }
    }

    public LiveEvent? Take()
    {
        lock (gate)
        {
            return queued is not null && queued.TryDequeue(out var live) ? live : null;
        }
    }

    /// <summary>Waits until there is something to take; false when nothing will come.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (gate)
        {
            if (queued is { Count: > 0 })
            {
                return new(true);
            }

            if (isClosed)
            {
                return new(false);
            }

            wait.Reset();
            isWaitedFor = true;
            return new(this, wait.Version);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        wait.OnCompleted(continuation, state, token, flags);

    // Whoever waits goes on on another thread, so nothing of theirs runs under the lock.
    private void Wake(bool isThere)
    {
        if (isWaitedFor)
        {
            isWaitedFor = false;
            wait.SetResult(isThere);
        }
    }
}
