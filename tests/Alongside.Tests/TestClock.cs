namespace Alongside.Tests;

/// <summary>The time of a test: runs like ours, and can be moved on.</summary>
/// <param name="stands">It does not run: where so much is allowed in so long, a slow machine would be allowed more.</param>
internal sealed class TestClock(bool stands = false) : TimeProvider
{
    private readonly DateTimeOffset? standing = stands ? System.GetUtcNow() : null;
    private long moved;

    public void Move(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);

    public override DateTimeOffset GetUtcNow() => (standing ?? System.GetUtcNow()) + TimeSpan.FromTicks(Interlocked.Read(ref moved));

    public override long GetTimestamp() =>
        System.GetTimestamp() + Interlocked.Read(ref moved) * System.TimestampFrequency / TimeSpan.TicksPerSecond;
}
