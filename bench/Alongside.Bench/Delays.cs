using System.Diagnostics;
using System.Numerics;

namespace Alongside.Bench;

/// <summary>Counts how long things took, to within 1.6 %, without keeping each.</summary>
internal sealed class Delays
{
    private const int Fine = 6;

    private readonly long[] counts = new long[64 << Fine];
    private long longest;

    public long Count { get; private set; }

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        counts[Index(ticks)]++;
        longest = Math.Max(longest, ticks);
        Count++;
    }

    public void Clear()
    {
        Array.Clear(counts);
        (longest, Count) = (0, 0);
    }

    public override string ToString() =>
        FormattableString.Invariant($"p50 {At(0.50):0.0} ms   p95 {At(0.95):0.0} ms   p99 {At(0.99):0.0} ms   longest {Milliseconds(longest):0.0} ms");

    // The leading bit chooses a row, the six bits behind it a column.
    private static int Index(long ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)Math.Max(ticks, 1)) - Fine);
        return (shift << Fine) + (int)(ticks >> shift);
    }

    private double At(double share)
    {
        var before = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            before += counts[i];
            if (before >= share * Count && before > 0)
            {
                var shift = Math.Max(0, (i >> Fine) - 1);
                return Milliseconds((long)(i - (shift << Fine)) << shift);
            }
        }

        return 0;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
