using Alongside.Platform.Hosting;
using Alongside.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alongside.Tests.Platform.Hosting;

public sealed class RoundsTests
{
    [Fact]
    public async Task Neither_the_database_nor_a_fault_of_ours_ends_the_rounds_and_closing_does()
    {
        using var closing = new CancellationTokenSource();
        var rounds = 0;

        await Rounds.WalkAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, NullLogger.Instance, "This is not done", _ => ++rounds switch
        {
            1 => throw new StorageException("The database did not answer.", new TimeoutException()),
            2 => throw new InvalidOperationException("A fault of ours."),
            3 => closing.CancelAsync(),
            _ => Task.CompletedTask,
        }, closing.Token);

        Assert.Equal(3, rounds);
    }
}
