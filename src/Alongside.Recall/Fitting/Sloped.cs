using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Alongside.Recall.Fitting;

/// <summary>A number that knows how it moves with each of the 21 weights (forward-mode differentiation).</summary>
internal sealed class Sloped
{
    public double Value;

    // Padded to whole vectors of four; the last three stay zero.
    public readonly double[] Slope = new double[(Weights.Count + 3) / 4 * 4];

    /// <summary>Takes a value that depends on two such numbers; direct dependence on weights is added by the caller.</summary>
    public void Set(double value, double byFirst, Sloped first, double bySecond, Sloped second)
    {
        Value = value;
        var a = Vectors(first);
        var b = Vectors(second);
        var sum = Vectors(this);
        for (var i = 0; i < sum.Length; i++)
            sum[i] = byFirst * a[i] + bySecond * b[i];
    }

    public void SetConstant(double value)
    {
        Value = value;
        Array.Clear(Slope);
    }

    /// <summary>A bound that holds a value also holds it still.</summary>
    public void Bound(double least, double most)
    {
        if (Value < least || Value > most)
            SetConstant(Math.Clamp(Value, least, most));
    }

    private static Span<Vector256<double>> Vectors(Sloped of) => MemoryMarshal.Cast<double, Vector256<double>>(of.Slope.AsSpan());
}
