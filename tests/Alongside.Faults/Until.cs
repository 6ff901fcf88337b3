namespace Alongside.Faults;

/// <summary>Waits for what happens elsewhere.</summary>
internal static class Until
{
    /// <param name="isSo">Asked again and again.</param>
    /// <param name="within">In seconds; by then it is a failure.</param>
    public static async Task SoAsync(Func<bool> isSo, double within = 60)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(within));
        while (!isSo())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
