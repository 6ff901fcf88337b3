using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer;

/// <summary>Examples made ready once for all moves: only columns that occur carry a weight; the bias occurs everywhere and is the last.</summary>
/// <param name="Columns">Those that occur, in order.</param>
/// <param name="Places">For each example, where its columns stand in that order.</param>
internal sealed record Rows(IReadOnlyList<Example> Examples, int[] Columns, int[][] Places)
{
    public static Rows Of(IReadOnlyList<Example> examples)
    {
        var placeOf = new int[Example.ColumnCount];
        foreach (var column in examples.SelectMany(static example => example.Columns))
        {
            placeOf[column] = 1;
        }

        var columns = Enumerable.Range(0, placeOf.Length).Where(column => placeOf[column] == 1).ToArray();
        for (var place = 0; place < columns.Length; place++)
        {
            placeOf[columns[place]] = place;
        }

        return new Rows(examples, columns, [.. examples.Select(example => example.Columns.Select(column => placeOf[column]).ToArray())]);
    }
}

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

    /// <returns>One weight a column, of which the last is the bias, which is not penalised.</returns>
    public static double[] Train(Rows rows, Func<Example, bool> isPositive, double penalty)
    {
        var signs = rows.Examples.Select(example => isPositive(example) ? 1.0 : -1.0).ToArray();
        var task = new Task(rows, signs, WhatColumnsSay(rows, signs), penalty);
        var fitted = Minimise(task);
        var columns = new double[Example.ColumnCount];
        for (var i = 0; i < rows.Columns.Length; i++)
        {
            columns[rows.Columns[i]] = fitted[i] * task.Says[i];
        }

        return columns;
    }

    /// <summary>
    /// How much a piece alone tells of the move: the log of how much more often it stands in the move's sentences than in the
    /// rest (Wang and Manning 2012). Pieces that tell much are held back less by the penalty.
    /// </summary>
    private static double[] WhatColumnsSay(Rows rows, double[] signs)
    {
        var columns = rows.Columns;
        double[] with = new double[columns.Length], without = new double[columns.Length];
        for (var row = 0; row < signs.Length; row++)
        {
            var counts = signs[row] > 0 ? with : without;
            var (places, values, weight) = (rows.Places[row], rows.Examples[row].Values, rows.Examples[row].Weight);
            for (var i = 0; i < places.Length; i++)
            {
                counts[places[i]] += weight * Math.Abs(values[i]);
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

    public static double Score(Example example, double[] fitted) => Dot(example.Columns, example.Values, fitted);

    /// <summary>What is minimised: one move's rows against the rest.</summary>
    /// <param name="Signs">1 for the move, -1 for the rest.</param>
    /// <param name="Says">How little the penalty holds a column back.</param>
    private sealed record Task(Rows Rows, double[] Signs, double[] Says, double Penalty);

    private static double[] Minimise(Task task)
    {
        var weights = new double[task.Rows.Columns.Length];
        var gradient = new double[weights.Length];
        var loss = Loss(task, weights, gradient);
        var steps = new List<(double[] Move, double[] Turn, double Curve)>();

        for (var step = 0; step < MostSteps; step++)
        {
            var direction = Direction(gradient, steps);
            var slope = Vectors.Dot(direction, gradient);
            if (slope > -1e-7)
            {
                break;
            }

            var next = new double[weights.Length];
            var nextGradient = new double[weights.Length];
            var (size, better, nextLoss) = (step == 0 ? 1 / Math.Sqrt(Vectors.Dot(gradient, gradient)) : 1.0, false, loss);
            for (var attempt = 0; attempt < 25 && !better; attempt++, size /= better ? 1 : 2)
            {
                for (var i = 0; i < next.Length; i++)
                {
                    next[i] = weights[i] + size * direction[i];
                }

                nextLoss = Loss(task, next, nextGradient);
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

    private static double Loss(Task task, double[] weights, double[] gradient)
    {
        var (rows, says) = (task.Rows, task.Says);
        var columns = says.Length;
        var loud = new double[columns];
        for (var i = 0; i < columns; i++)
        {
            loud[i] = weights[i] * says[i];
        }

        double loss = 0;
        Array.Clear(gradient);
        for (var row = 0; row < task.Signs.Length; row++)
        {
            var (example, places, sign) = (rows.Examples[row], rows.Places[row], task.Signs[row]);
            var margin = sign * Dot(places, example.Values, loud);
            var small = Math.Exp(-Math.Abs(margin));
            loss += example.Weight * (Math.Log(1 + small) + Math.Max(0, -margin));
            var pull = -sign * example.Weight * (margin >= 0 ? small / (1 + small) : 1 / (1 + small));
            for (var i = 0; i < places.Length; i++)
            {
                gradient[places[i]] += pull * example.Values[i];
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            var held = i == columns - 1 ? 0 : task.Penalty * weights[i];
            gradient[i] = gradient[i] * says[i] + held;
            loss += 0.5 * held * weights[i];
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
            alphas[s] = Vectors.Dot(steps[s].Move, direction) / steps[s].Curve;
            Vectors.Add(direction, steps[s].Turn, -alphas[s]);
        }

        if (steps.Count > 0)
        {
            var (_, turn, curve) = steps[^1];
            var scale = curve / Vectors.Dot(turn, turn);
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (var s = 0; s < steps.Count; s++)
        {
            Vectors.Add(direction, steps[s].Move, alphas[s] - Vectors.Dot(steps[s].Turn, direction) / steps[s].Curve);
        }

        return direction;
    }

    private static void Remember(List<(double[] Move, double[] Turn, double Curve)> steps, double[] move, double[] turn)
    {
        var curve = Vectors.Dot(move, turn);
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

    private static double[] Minus(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            difference[i] = a[i] - b[i];
        }

        return difference;
    }
}
