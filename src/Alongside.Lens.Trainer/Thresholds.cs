namespace Alongside.Lens.Trainer;

/// <summary>
/// Below its threshold a move is "not sure". What would be said against a helper must be surer than the rest, and all must
/// be right in talks that flow, where it will be used, and not only where sentences stand side by side.
/// </summary>
internal static class Thresholds
{
    private const double Lowest = 0.5, Highest = 0.995;

    /// <param name="held">Probability, truth, and whether it is from a talk, of sentences unseen in training.</param>
    public static double Choose(Move move, IReadOnlyList<(double Probability, bool IsPositive, bool InTalk)> held)
    {
        // In talks so little is said against anybody that more than nine in ten right would be, without the encoder, nothing at all.
        var (everywhere, inTalks) = ListeningLens.SpeaksAgainst(move) ? (0.96, 0.90) : (0.86, 0.86);
        var talks = held.Where(static h => h.InTalk).ToList();
        var threshold = Least(held, everywhere);
        return talks.Count == 0 ? threshold : Math.Max(threshold, Least(talks, inTalks));
    }

    /// <returns>
    /// The lowest threshold at which what is shown is right often enough, even if one more of them were wrong: where little is
    /// shown, that little must be surer.
    /// </returns>
    private static double Least(IEnumerable<(double Probability, bool IsPositive, bool InTalk)> held, double wanted)
    {
        var (shown, right) = (0, 0);
        var threshold = Highest;
        foreach (var (probability, isPositive, _) in held.Where(static h => h.Probability >= Lowest).OrderByDescending(static h => h.Probability))
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
