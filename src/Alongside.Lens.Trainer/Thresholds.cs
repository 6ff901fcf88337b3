namespace Alongside.Lens.Trainer;

/// <summary>Below its threshold a move is "not sure". What would be said against a helper must be surer than the rest.</summary>
internal static class Thresholds
{
    private const double Lowest = 0.5, Highest = 0.995;

    /// <returns>
    /// The lowest threshold at which what is shown is right often enough on sentences unseen in training, even if one more
    /// of them were wrong: where little is shown, that little must be surer.
    /// </returns>
    public static double Choose(Move move, IReadOnlyList<(double Probability, bool IsPositive)> held)
    {
        var wanted = move is Move.Judging or Move.Clinical ? 0.96 : 0.86;
        var (shown, right) = (0, 0);
        var threshold = Highest;
        foreach (var (probability, isPositive) in held.Where(static h => h.Probability >= Lowest).OrderByDescending(static h => h.Probability))
        {
            shown++;
            right += isPositive ? 1 : 0;
            if (right >= wanted * (shown + 1))
            {
                threshold = probability;
            }
        }

        return Math.Min(threshold, Highest);
    }
}
