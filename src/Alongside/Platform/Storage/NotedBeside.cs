namespace Alongside.Platform.Storage;

/// <summary>For what is only noted beside what somebody asked for: reading goes on while nothing can be written.</summary>
internal static class NotedBeside
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Waits a moment for a write that can as well come later, with the next page.</summary>
    /// <returns>False: not now. That the database cannot write is told by <c>/ready</c> and to whoever says something.</returns>
    public static async Task<bool> OrLaterAsync(this Task writing, TimeProvider clock)
    {
        try
        {
            await writing.WaitAsync(Patience, clock);
            return true;
        }
        catch (Exception failure) when (failure is StorageException or TimeoutException)
        {
            return false;
        }
    }
}
