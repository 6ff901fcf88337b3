namespace Alongside.Lens.Trainer;

/// <summary>
/// One move against the rest: weighted logistic loss with an L2 penalty, minimised by L-BFGS
/// (Nocedal and Wright, Numerical Optimization, algorithm 7.4) with backtracking. No chance anywhere.
/// </summary>
internal static class LogisticRegression
{
    private const int Memory = 8;
    private const int MostSteps = 80;

    /// <returns>One weight a column; the last is the bias, which is not penalised.</returns>
    public static double[] Train(IReadOnlyList<Example> examples, Func<Example, bool> isPositive, double penalty)
    {
        var signs = examples.Select(example => isPositive(example) ? 1.0 : -1.0).ToArray();
        var weights = new double[Example.ColumnCount];
        var gradient = new double[weights.Length];
        var loss = Loss(examples, signs, weights, gradient, penalty);
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

                nextLoss = Loss(examples, signs, next, nextGradient, penalty);
                better = nextLoss <= loss + 1e-4 * size * slope;
            }

            if (!better)
            {
                break;
            }

            Remember(steps, Minus(next, weights), Minus(nextGradient, gradient));
            var gained = loss - nextLoss;
            (weights, gradient, loss) = (next, nextGradient, nextLoss);
            if (gained < 1e-5 * Math.Max(1, loss))
            {
                break;
            }
        }

        return weights;
    }

    public static double Score(Example example, double[] weights)
    {
        double score = 0;
        for (var i = 0; i < example.Columns.Length; i++)
        {
            score += weights[example.Columns[i]] * example.Values[i];
        }

        return score;
    }

    private static double Loss(IReadOnlyList<Example> examples, double[] signs, double[] weights, double[] gradient, double penalty)
    {
        double loss = 0;
        var bias = weights.Length - 1;
        for (var i = 0; i < bias; i++)
        {
            gradient[i] = penalty * weights[i];
            loss += 0.5 * penalty * weights[i] * weights[i];
        }

        gradient[bias] = 0;
        for (var e = 0; e < examples.Count; e++)
        {
            var example = examples[e];
            var margin = signs[e] * Score(example, weights);
            var small = Math.Exp(-Math.Abs(margin));
            loss += example.Weight * (Math.Log(1 + small) + Math.Max(0, -margin));
            var pull = -signs[e] * example.Weight * (margin >= 0 ? small / (1 + small) : 1 / (1 + small));
            for (var i = 0; i < example.Columns.Length; i++)
            {
                gradient[example.Columns[i]] += pull * example.Values[i];
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
