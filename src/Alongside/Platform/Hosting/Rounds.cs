using Alongside.Platform.Storage;

namespace Alongside.Platform.Hosting;

/// <summary>What the house does now and then, for as long as it is open.</summary>
internal static class Rounds
{
    /// <summary>At once, and again each time the pause is over. What the database could not do is said, and left for the next round.</summary>
    /// <param name="undone">What is not done when the database fails, such as "What is over could not be erased yet".</param>
    public static async Task WalkAsync(TimeSpan pause, TimeProvider clock, ILogger log, string undone, Func<CancellationToken, Task> round, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            do
            {
                try
                {
                    await round(stopping);
                }
                catch (StorageException failure)
                {
                    log.LogWarning("{Undone}, trying again: {Reason}", undone, failure.InnerException?.GetType().Name);
                }
                catch (Exception fault) when (!stopping.IsCancellationRequested)
                {
                    // A fault of ours: said loudly, but it must not close the house for those who are talking.
                    log.LogError(fault, "{Undone}, trying again", undone);
                }
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The house closes.
        }
    }
}
