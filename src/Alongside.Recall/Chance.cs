namespace Alongside.Recall;

/// <summary>
/// Seeded chance that is the same on every machine and in every version of the framework.
/// Source: SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
internal sealed class Chance(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    public ulong Next()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>Even over 0 (in) to 1 (out).</summary>
    public double Fraction() => ToFraction(Next());

    /// <summary>Even over 0 (in) to the bound (out).</summary>
    public int Below(int bound) => (int)(Fraction() * bound);

    /// <summary>Normal with mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - Fraction())) * Math.Cos(2 * Math.PI * Fraction());

    /// <summary>One fraction for a pair of numbers, without a generator to keep.</summary>
    public static double Fraction(ulong seed, ulong turn) => ToFraction(Mix(seed + Golden * (turn + 1)));

    private static double ToFraction(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
