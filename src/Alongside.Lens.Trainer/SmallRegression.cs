using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer;

/// <summary>
/// A logistic regression of few columns over many rows, by Newton's method with halved steps. Twice for each move: it turns a
/// score into a probability (Platt 1999), and then weighs that beside what all moves say alone. It is fitted only to scores of
/// sentences that the large regression had not seen, or it would trust them too much.
/// </summary>
internal static class SmallRegression
{
    /// <summary>Found by cross-validation on the training dialogues.</summary>
    private const double Penalty = 0.1;

    /// <summary>
    /// What a sentence of a list counts where the moves are weighed beside one another, if there are talks: lists hold far more
    /// unkind lines than anybody hears, and what is seldom said should need more to be believed. Chosen by the first of the two
    /// judged sets of talks, to one significant digit.
    /// </summary>
    private const double OfLists = 0.2;

    /// <param name="rows">The last column is the constant, which is not penalised.</param>
    /// <param name="isPositive">One for each row.</param>
    public static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isPositive) =>
        Fit(rows, isPositive, [.. rows.Select(static _ => 1.0)]);

    /// <param name="counts">How much each row counts.</param>
    private static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isPositive, double[] counts)
    {
        var size = rows[0].Length;
        var weights = new double[size];
        var loss = Loss(rows, isPositive, counts, weights);
        for (var step = 0; step < 30; step++)
        {
            var change = Solve(rows, isPositive, counts, weights);
            var (taken, better) = (1.0, false);
            for (var attempt = 0; attempt < 20 && !better; attempt++)
            {
                var next = weights.Zip(change, (weight, by) => weight - taken * by).ToArray();
                var nextLoss = Loss(rows, isPositive, counts, next);
                better = nextLoss < loss - 1e-9;
                (weights, loss, taken) = better ? (next, nextLoss, taken) : (weights, loss, taken / 2);
            }

            if (!better)
            {
                break;
            }
        }

        return weights;
    }

    /// <summary>
    /// Weighs a move beside what all moves say. What is said of a fold, for the threshold and the tables, is fitted to the other folds.
    /// </summary>
    /// <param name="unseen">Whose probabilities of the move are set.</param>
    /// <param name="voices">The sums of all moves for each of them, as each voice says them.</param>
    public static float[] WeighBeside(Move move, List<Unseen> unseen, params IReadOnlyList<double[]>[] voices)
    {
        var rows = Enumerable.Range(0, unseen.Count).Select(at => Beside.Row((int)move, [.. voices.Select(sums => sums[at])])).ToList();
        var ofLists = unseen.Exists(static said => said.From.IsTalk) ? OfLists : 1;
        var counts = unseen.ConvertAll(said => said.From.IsTalk ? 1 : ofLists);
        foreach (var fold in unseen.Select(static said => said.Fold).Distinct())
        {
            var others = Enumerable.Range(0, rows.Count).Where(at => unseen[at].Fold != fold).ToList();
            var fitted = Singles(FittedTo(others));
            for (var at = 0; at < rows.Count; at++)
            {
                if (unseen[at].Fold == fold)
                {
                    unseen[at].Probabilities[(int)move] = Beside.Weigh(fitted, rows[at]);
                }
            }
        }

        return Singles(FittedTo([.. Enumerable.Range(0, rows.Count)]));

        double[] FittedTo(List<int> some) => Fit(
            some.ConvertAll(at => rows[at]), some.ConvertAll(at => unseen[at].Makes(move)), [.. some.Select(at => counts[at])]);
    }

    private static float[] Singles(double[] numbers) => [.. numbers.Select(static number => (float)number)];

    public static double Sum(double[] weights, double[] row)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * row[i];
        }

        return sum;
    }

    private static double Loss(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isPositive, double[] counts, double[] weights)
    {
        var loss = weights[..^1].Sum(static weight => Penalty / 2 * weight * weight);
        for (var at = 0; at < rows.Count; at++)
        {
            var margin = (isPositive[at] ? 1 : -1) * Sum(weights, rows[at]);
            loss += counts[at] * (Math.Log(1 + Math.Exp(-Math.Abs(margin))) + Math.Max(0, -margin));
        }

        return loss;
    }

    /// <summary>Newton's step: the slopes of the loss over its curves.</summary>
    private static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<bool> isPositive, double[] counts, double[] weights)
    {
        var size = weights.Length;
        var slopes = new double[size];
        var curves = new double[size, size];
        for (var at = 0; at < rows.Count; at++)
        {
            var row = rows[at];
            var p = LensWeights.Likely(Sum(weights, row));
            for (var i = 0; i < size; i++)
            {
                slopes[i] += counts[at] * (p - (isPositive[at] ? 1 : 0)) * row[i];
                for (var j = 0; j <= i; j++)
                {
                    curves[i, j] += counts[at] * p * (1 - p) * row[i] * row[j];
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            slopes[i] += i < size - 1 ? Penalty * weights[i] : 0;
            curves[i, i] += i < size - 1 ? Penalty : 1e-9;
        }

        return ByCholesky(curves, slopes);
    }

    /// <summary>Only the lower half of the curves is read, and it is overwritten.</summary>
    private static double[] ByCholesky(double[,] curves, double[] slopes)
    {
        var size = slopes.Length;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                for (var k = 0; k < j; k++)
                {
                    curves[i, j] -= curves[i, k] * curves[j, k];
                }

                curves[i, j] = i == j ? Math.Sqrt(curves[i, i]) : curves[i, j] / curves[j, j];
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                slopes[i] -= curves[i, k] * slopes[k];
            }

            slopes[i] /= curves[i, i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                slopes[i] -= curves[k, i] * slopes[k];
            }

            slopes[i] /= curves[i, i];
        }

        return slopes;
    }
}
