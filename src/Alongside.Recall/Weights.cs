using System.Collections.Immutable;

namespace Alongside.Recall;

/// <summary>
/// The 21 weights of FSRS-6: what is assumed, or was learned, about one learner's memory.
/// Source of defaults and bounds: Open Spaced Repetition, FSRS-6 (ts-fsrs 5.4.2).
/// </summary>
public sealed class Weights
{
    public const int Count = 21;

    private static readonly double[] Lowest =
        [0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0.01, 0.1];

    private static readonly double[] Highest =
        [100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8];

    private readonly ImmutableArray<double> _values;

    private Weights(ImmutableArray<double> values) => _values = values;

    /// <summary>Fitted by the authors of FSRS on many learners: the start for everyone.</summary>
    public static Weights Default { get; } = new(
    [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
        1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]);

    public double this[int index] => _values[index];

    /// <summary>The weights in order, for keeping; <see cref="From"/> reads them back.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan();

    /// <summary>Takes 21 numbers in the published order; what lies outside the published bounds is moved to the bound.</summary>
    /// <exception cref="ArgumentException">Not 21 numbers, or one is not finite.</exception>
    public static Weights From(ReadOnlySpan<double> values)
    {
        if (values.Length != Count)
            throw new ArgumentException($"{Count} weights are needed, not {values.Length}", nameof(values));
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentException("Every weight is a finite number", nameof(values));
        var clamped = values.ToArray();
        Clamp(clamped);
        return new([.. clamped]);
    }

    internal static void Clamp(Span<double> values)
    {
        for (var i = 0; i < Count; i++)
            values[i] = Math.Clamp(values[i], Lowest[i], Highest[i]);
    }

    /// <summary>
    /// With several relearning steps, answers on the same day could lift stability above what it was before
    /// the lapse; the reference lowers the ceiling of w17 and w18 so that they cannot.
    /// </summary>
    internal Weights ForRelearningSteps(int steps)
    {
        if (steps <= 1)
            return this;
        var room = -(Math.Log(this[11]) + Math.Log(Math.Pow(2, this[13]) - 1) + this[14] * 0.3) / steps;
        var ceiling = Math.Clamp(Rounding.To8(Math.Sqrt(Math.Max(room, 0))), 0.01, 2);
        return new(_values.SetItem(17, Math.Min(this[17], ceiling)).SetItem(18, Math.Min(this[18], ceiling)));
    }
}
