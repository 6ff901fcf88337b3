namespace Alongside.Practice;

/// <summary>Chance that is the same on every machine: a hash of the seed, the turn and what is drawn for.</summary>
internal static class Draw
{
    /// <returns>0 up to, not including, <paramref name="count"/>.</returns>
    public static int Below(int count, ulong seed, int turn, string what)
    {
        var mixed = Mix(seed + 0x9E3779B97F4A7C15 * (ulong)(turn + 1));
        foreach (var letter in what)
        {
            mixed = Mix(mixed ^ letter);
        }

        return (int)(mixed % (ulong)count);
    }

    /// <summary>One that has not been said, or null when all have been.</summary>
    public static string? Unsaid(IEnumerable<string> lines, IReadOnlySet<string> said, ulong seed, int turn, string what)
    {
        var left = lines.Where(line => !said.Contains(line)).ToList();
        return left.Count == 0 ? null : left[Below(left.Count, seed, turn, what)];
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
