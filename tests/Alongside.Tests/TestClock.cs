namespace Alongside.Tests;

/// <summary>The time of a test: runs like ours, and can be moved on.</summary>
internal sealed class TestClock : TimeProvider
{
    private long moved;

    public void Move(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref moved));

    public override long GetTimestamp() =>
        System.GetTimestamp() + Interlocked.Read(ref moved) * System.TimestampFrequency / TimeSpan.TicksPerSecond;
}
