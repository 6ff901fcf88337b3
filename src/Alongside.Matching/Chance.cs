namespace Alongside.Matching;

/// <summary>Seeded chance, the same on every machine. Source: SplitMix64 (Steele, Lea and Flood 2014).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <summary>Evenly between 0 and 1, never 0 itself, so that its logarithm exists.</summary>
    public double Even() => ((Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>A standard normal draw. Source: Box and Muller 1958.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Even())) * Math.Cos(2 * Math.PI * Even());

    /// <summary>A standard normal draw known to lie above a bound, however far out. Source: Robert 1995.</summary>
    public double NormalAbove(double bound)
    {
        if (bound <= 0)
        {
            double draw;
            do
            {
                draw = Normal();
            }
            while (draw < bound);
            return draw;
        }

        var rate = (bound + Math.Sqrt((bound * bound) + 4)) / 2;
        while (true)
        {
            var draw = bound - (Math.Log(Even()) / rate);
            if (Even() <= Math.Exp(-(draw - rate) * (draw - rate) / 2))
            {
                return draw;
            }
        }
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
