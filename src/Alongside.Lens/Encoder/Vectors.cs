using System.Runtime.Intrinsics;

namespace Alongside.Lens.Encoder;

/// <summary>Sums over rows of numbers, always eight at a time, so that every machine adds in the same order.</summary>
internal static class Vectors
{
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var eights = Vector256<float>.Zero;
        var at = 0;
        for (; at + 8 <= a.Length; at += 8)
        {
            eights += Vector256.Create(a[at..]) * Vector256.Create(b[at..]);
        }

        var sum = Vector256.Sum(eights);
        for (; at < a.Length; at++)
        {
            sum += a[at] * b[at];
        }

        return sum;
    }

    /// <summary>Adds <paramref name="what"/> so many times.</summary>
    public static void Add(Span<float> to, ReadOnlySpan<float> what, float times)
    {
        var at = 0;
        for (; at + 8 <= to.Length; at += 8)
        {
            (Vector256.Create<float>(to[at..]) + Vector256.Create(what[at..]) * times).CopyTo(to[at..]);
        }

        for (; at < to.Length; at++)
        {
            to[at] += what[at] * times;
        }
    }
}
