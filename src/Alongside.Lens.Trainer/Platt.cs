namespace Alongside.Lens.Trainer;

/// <summary>
/// Turns scores into probabilities: p = 1 / (1 + exp(slope × score + offset)), by Newton's method with smoothed targets
/// (Platt 1999; Lin, Lin and Weng 2007).
/// </summary>
internal static class Platt
{
    public static (double Slope, double Offset) Fit(IReadOnlyList<(double Score, bool IsPositive)> held)
    {
        double positives = held.Count(static h => h.IsPositive), negatives = held.Count - positives;
        var high = (positives + 1) / (positives + 2);
        var low = 1 / (negatives + 2);
        double slope = 0, offset = Math.Log((negatives + 1) / (positives + 1));
        var loss = Loss(held, slope, offset, high, low);

        for (var step = 0; step < 100; step++)
        {
            double h11 = 1e-12, h22 = 1e-12, h21 = 0, g1 = 0, g2 = 0;
            foreach (var (score, isPositive) in held)
            {
                var p = Probability(slope * score + offset);
                var d2 = p * (1 - p);
                var d1 = (isPositive ? high : low) - p;
                h11 += score * score * d2;
                h22 += d2;
                h21 += score * d2;
                g1 += score * d1;
                g2 += d1;
            }

            if (Math.Abs(g1) < 1e-5 && Math.Abs(g2) < 1e-5)
            {
                break;
            }

            var determinant = h11 * h22 - h21 * h21;
            var (ds, dOffset) = (-(h22 * g1 - h21 * g2) / determinant, -(-h21 * g1 + h11 * g2) / determinant);
            var descent = g1 * ds + g2 * dOffset;
            var size = 1.0;
            for (; size >= 1e-10; size /= 2)
            {
                var tried = Loss(held, slope + size * ds, offset + size * dOffset, high, low);
                if (tried < loss + 1e-4 * size * descent)
                {
                    (slope, offset, loss) = (slope + size * ds, offset + size * dOffset, tried);
                    break;
                }
            }

            if (size < 1e-10)
            {
                break;
            }
        }

        return (slope, offset);
    }

    public static double Probability(double exponent) =>
        exponent >= 0 ? Math.Exp(-exponent) / (1 + Math.Exp(-exponent)) : 1 / (1 + Math.Exp(exponent));

    private static double Loss(IReadOnlyList<(double Score, bool IsPositive)> held, double slope, double offset, double high, double low)
    {
        double loss = 0;
        foreach (var (score, isPositive) in held)
        {
            var exponent = slope * score + offset;
            var target = isPositive ? high : low;
            loss += exponent >= 0
                ? target * exponent + Math.Log(1 + Math.Exp(-exponent))
                : (target - 1) * exponent + Math.Log(1 + Math.Exp(exponent));
        }

        return loss;
    }
}
