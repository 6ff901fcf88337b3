namespace Alongside.Platform.Time;

/// <summary>Points in time as the tables keep them: microseconds since 1970-01-01 UTC.</summary>
internal static class Micros
{
    public const long PerSecond = 1_000_000;

    private static readonly long UnixEpoch = DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Now, in microseconds UTC.</summary>
    public static long Micro(this TimeProvider clock) => From(clock.GetUtcNow());

    public static long From(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMicrosecond - UnixEpoch;

    /// <summary>The length of a span, in microseconds.</summary>
    public static long Of(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) =>
        new((micros + UnixEpoch) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
