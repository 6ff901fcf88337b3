namespace Alongside.Recall.Fitting;

/// <summary>
/// Gradient descent on log loss plus the published penalty, by Adam (Kingma, Ba 2015) over the whole log with a
/// cosine-falling step. Weights move in units of their spread over learners, first stabilities by ratio.
/// </summary>
internal static class Descent
{
    private const int Steps = 80;
    private const double FirstStep = 0.1;

    public static Weights From(Weights start, IReadOnlyList<Turn[]> cards, double strength)
    {
        var w = start.Values.ToArray();
        var gradient = new double[Weights.Count];
        var mean = new double[Weights.Count];
        var square = new double[Weights.Count];
        for (var step = 1; step <= Steps; step++)
        {
            Loss(w, cards, strength, gradient);
            var size = FirstStep * 0.5 * (1 + Math.Cos(Math.PI * step / Steps));
            for (var i = 0; i < w.Length; i++)
            {
                var g = gradient[i] * (i < 4 ? w[i] : Prior.Spread[i]);
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.999 * square[i] + 0.001 * g * g;
                var move = size * mean[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
                w[i] = i < 4 ? w[i] * Math.Exp(-move) : w[i] - move * Prior.Spread[i];
            }
            Weights.Clamp(w);
            // A better first answer never means a weaker memory; few such answers could seem to say so.
            for (var i = 1; i < 4; i++)
                w[i] = Math.Max(w[i], w[i - 1]);
        }
        return Weights.From(w);
    }

    /// <summary>Summed log loss of the answers, with the penalty; fills the gradient by the 21 weights.</summary>
    public static double Loss(double[] w, IReadOnlyList<Turn[]> cards, double strength, double[] gradient)
    {
        Array.Clear(gradient);
        var memory = new SlopedMemory(w);
        var loss = Prior.AddPenalty(w, strength, gradient);
        foreach (var turns in cards)
        {
            memory.First(turns[0].Answer);
            foreach (var turn in turns.AsSpan(1))
            {
                if (turn.Days > 0)
                    loss += AddSurprise(memory, turn, gradient);
                memory.Next(turn.Days, turn.Answer);
            }
        }
        return loss;
    }

    private static double AddSurprise(SlopedMemory memory, Turn turn, double[] gradient)
    {
        var chance = LogLoss.ChanceOf(turn.Remembered, memory.Recall(turn.Days));
        var byRecall = (turn.Remembered ? -1 : 1) / chance;
        var byStability = byRecall * memory.RecallByStability;
        var slope = memory.StabilitySlope;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] += byStability * slope[i];
        gradient[20] += byRecall * memory.RecallByDecay;
        return -Math.Log(chance);
    }
}
