using System.Numerics;
using System.Runtime.Intrinsics;

namespace Alongside.Lens;

/// <summary>Sums over rows of numbers, always 256 bits at a time, so that every machine adds in the same order.</summary>
internal static class Vectors
{
    public static T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : struct, INumber<T>
    {
        var sums = Vector256<T>.Zero;
        var at = 0;
        for (; at + Vector256<T>.Count <= a.Length; at += Vector256<T>.Count)
        {
            sums += Vector256.Create(a[at..]) * Vector256.Create(b[at..]);
        }

        var sum = Vector256.Sum(sums);
        for (; at < a.Length; at++)
        {
            sum += a[at] * b[at];
        }

        return sum;
    }

    /// <summary>Adds <paramref name="what"/> so many times.</summary>
    public static void Add<T>(Span<T> to, ReadOnlySpan<T> what, T times)
        where T : struct, INumber<T>
    {
        var at = 0;
        for (; at + Vector256<T>.Count <= to.Length; at += Vector256<T>.Count)
        {
            (Vector256.Create<T>(to[at..]) + Vector256.Create(what[at..]) * times).CopyTo(to[at..]);
        }

        for (; at < to.Length; at++)
        {
            to[at] += what[at] * times;
        }
    }
}
