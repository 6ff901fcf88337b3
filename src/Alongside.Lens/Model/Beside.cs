namespace Alongside.Lens.Model;

/// <summary>
/// The second regression of a move. A sentence that reads much like another move is less likely to be this one: each move is
/// weighed beside what all of them say alone, by every voice that has read the sentence.
/// </summary>
internal static class Beside
{
    /// <summary>How many numbers a row has.</summary>
    public static int Width(int voices) => voices * (1 + Moves.All.Length) + 1;

    /// <param name="voices">The sums of all moves, as each voice says them.</param>
    /// <returns>The move's own sums, what all moves say alone, and a constant.</returns>
    public static double[] Row(int move, params ReadOnlySpan<double[]> voices)
    {
        var row = new double[Width(voices.Length)];
        var at = 0;
        foreach (var sums in voices)
        {
            row[at++] = sums[move];
        }

        foreach (var sums in voices)
        {
            foreach (var sum in sums)
            {
                row[at++] = LensWeights.Likely(sum);
            }
        }

        row[at] = 1;
        return row;
    }

    public static double Weigh(float[] weights, double[] row)
    {
        double sum = 0;
        for (var i = 0; i < row.Length; i++)
        {
            sum += weights[i] * row[i];
        }

        return LensWeights.Likely(sum);
    }
}
