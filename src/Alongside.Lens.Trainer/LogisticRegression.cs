using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer;

/// <summary>
/// One move against the rest: weighted logistic loss with an L2 penalty, minimised by L-BFGS
/// (Nocedal and Wright, Numerical Optimization, algorithm 7.4) with backtracking. No chance anywhere.
/// </summary>
internal static class LogisticRegression
{
    private const int Memory = 8;
    private const int MostSteps = 80;

    /// <summary>Added to every count, and what a piece that tells nothing still has; both found by cross-validation on the training dialogues.</summary>
    private const double Smooth = 0.2, Least = 0.3;

    /// <returns>One weight a column; the last is the bias, which is not penalised.</returns>
    public static double[] Train(IReadOnlyList<Example> examples, Func<Example, bool> isPositive, double penalty)
    {
        // Only columns that occur carry a weight; the bias occurs everywhere and is the last of them.
        var columns = examples.SelectMany(static example => example.Columns).Distinct().Order().ToArray();
        var rows = examples
            .Select(example => new Row(
                [.. example.Columns.Select(column => Array.BinarySearch(columns, column))],
                [.. example.Values],
                isPositive(example) ? 1.0 : -1.0,
                example.Weight))
            .ToArray();
        var says = WhatColumnsSay(columns, rows);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Columns.Length; i++)
            {
                row.Values[i] *= (float)says[row.Columns[i]];
            }
        }

        var fitted = Minimise(rows, columns.Length, penalty);
        var weights = new double[Example.ColumnCount];
        for (var i = 0; i < columns.Length; i++)
        {
            weights[columns[i]] = fitted[i] * says[i];
        }

        return weights;
    }

    /// <summary>
    /// How much a piece alone tells of the move: the log of how much more often it stands in the move's sentences than in the
    /// rest (Wang and Manning 2012). Pieces that tell much are held back less by the penalty.
    /// </summary>
    private static double[] WhatColumnsSay(int[] columns, Row[] rows)
    {
        double[] with = new double[columns.Length], without = new double[columns.Length];
        foreach (var row in rows)
        {
            var counts = row.Sign > 0 ? with : without;
            for (var i = 0; i < row.Columns.Length; i++)
            {
                counts[row.Columns[i]] += row.Weight * Math.Abs(row.Values[i]);
            }
        }

        var hashed = Array.FindIndex(columns, static column => column >= Features.Buckets);
        double allWith = with.Take(hashed).Sum() + Smooth * hashed, allWithout = without.Take(hashed).Sum() + Smooth * hashed;
        var says = new double[columns.Length];
        Array.Fill(says, 1);
        for (var i = 0; i < hashed; i++)
        {
            says[i] = Least + Math.Abs(Math.Log((with[i] + Smooth) / allWith / ((without[i] + Smooth) / allWithout)));
        }

        return says;
    }

    public static double Score(Example example, double[] weights) => Dot(example.Columns, example.Values, weights);

    /// <summary>An example in the columns that occur.</summary>
    /// <param name="Sign">1 for the move, -1 for the rest.</param>
    private sealed record Row(int[] Columns, float[] Values, double Sign, double Weight);

    private static double[] Minimise(Row[] rows, int columns, double penalty)
    {
        var weights = new double[columns];
        var gradient = new double[weights.Length];
        var loss = Loss(rows, weights, gradient, penalty);
        var steps = new List<(double[] Move, double[] Turn, double Curve)>();

        for (var step = 0; step < MostSteps; step++)
        {
            var direction = Direction(gradient, steps);
            var slope = Dot(direction, gradient);
            if (slope > -1e-7)
            {
                break;
            }

            var next = new double[weights.Length];
            var nextGradient = new double[weights.Length];
            var (size, better, nextLoss) = (step == 0 ? 1 / Math.Sqrt(Dot(gradient, gradient)) : 1.0, false, loss);
            for (var attempt = 0; attempt < 25 && !better; attempt++, size /= better ? 1 : 2)
            {
                for (var i = 0; i < next.Length; i++)
                {
                    next[i] = weights[i] + size * direction[i];
                }

                nextLoss = Loss(rows, next, nextGradient, penalty);
                better = nextLoss <= loss + 1e-4 * size * slope;
            }

            if (!better)
            {
                break;
            }

            Remember(steps, Minus(next, weights), Minus(nextGradient, gradient));
            var gained = loss - nextLoss;
            (weights, gradient, loss) = (next, nextGradient, nextLoss);
            if (gained < 3e-5 * Math.Max(1, loss))
            {
                break;
            }
        }

        return weights;
    }

    private static double Dot(int[] columns, float[] values, double[] weights)
    {
        double score = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            score += weights[columns[i]] * values[i];
        }

        return score;
    }

    private static double Loss(Row[] rows, double[] weights, double[] gradient, double penalty)
    {
        double loss = 0;
        var bias = weights.Length - 1;
        for (var i = 0; i < bias; i++)
        {
            gradient[i] = penalty * weights[i];
            loss += 0.5 * penalty * weights[i] * weights[i];
        }

        gradient[bias] = 0;
        foreach (var row in rows)
        {
            var margin = row.Sign * Dot(row.Columns, row.Values, weights);
            var small = Math.Exp(-Math.Abs(margin));
            loss += row.Weight * (Math.Log(1 + small) + Math.Max(0, -margin));
            var pull = -row.Sign * row.Weight * (margin >= 0 ? small / (1 + small) : 1 / (1 + small));
            for (var i = 0; i < row.Columns.Length; i++)
            {
                gradient[row.Columns[i]] += pull * row.Values[i];
            }
        }

        return loss;
    }

    private static double[] Direction(double[] gradient, List<(double[] Move, double[] Turn, double Curve)> steps)
    {
        var direction = new double[gradient.Length];
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = -gradient[i];
        }

        var alphas = new double[steps.Count];
        for (var s = steps.Count - 1; s >= 0; s--)
        {
            alphas[s] = Dot(steps[s].Move, direction) / steps[s].Curve;
            Add(direction, steps[s].Turn, -alphas[s]);
        }

        if (steps.Count > 0)
        {
            var (_, turn, curve) = steps[^1];
            var scale = curve / Dot(turn, turn);
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (var s = 0; s < steps.Count; s++)
        {
            Add(direction, steps[s].Move, alphas[s] - Dot(steps[s].Turn, direction) / steps[s].Curve);
        }

        return direction;
    }

    private static void Remember(List<(double[] Move, double[] Turn, double Curve)> steps, double[] move, double[] turn)
    {
        var curve = Dot(move, turn);
        if (curve <= 1e-12)
        {
            return;
        }

        steps.Add((move, turn, curve));
        if (steps.Count > Memory)
        {
            steps.RemoveAt(0);
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double[] Minus(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            difference[i] = a[i] - b[i];
        }

        return difference;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += times * what[i];
        }
    }
}
