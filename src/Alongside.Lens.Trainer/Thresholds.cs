namespace Alongside.Lens.Trainer;

/// <summary>Below its threshold a move is "not sure". What would be said against a helper must be surer than the rest.</summary>
internal static class Thresholds
{
    private const double Highest = 0.99;

    /// <returns>
    /// The lowest threshold at which what is shown is right often enough on sentences unseen in training, even if one more
    /// of them were wrong: where little is shown, that little must be surer.
    /// </returns>
    public static double Choose(Move move, IReadOnlyList<(double Probability, bool IsPositive)> held)
    {
        var wanted = move is Move.Judging or Move.Clinical ? 0.96 : 0.86;
        for (var percent = 50; percent < 99; percent++)
        {
            var threshold = percent / 100.0;
            var shown = held.Where(h => h.Probability >= threshold).ToList();
            if (shown.Count > 0 && shown.Count(static h => h.IsPositive) - 1 >= wanted * shown.Count)
            {
                return threshold;
            }
        }

        return Highest;
    }
}
