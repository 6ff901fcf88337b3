namespace Alongside.Lens.Trainer.Tuning;

/// <summary>Steps by the mean of past slopes over the root of their squares (Kingma and Ba 2015).</summary>
internal sealed class Adam(float[] values)
{
    private const double First = 0.9, Second = 0.999, Least = 1e-8;

    private readonly float[] means = new float[values.Length];
    private readonly float[] squares = new float[values.Length];
    private int steps;

    /// <param name="slopes">How the loss turns with each value.</param>
    /// <param name="rateOf">How far a value may go at once, by its place.</param>
    public void Step(float[] slopes, Func<int, double> rateOf)
    {
        steps++;
        double firstSoFar = 1 - Math.Pow(First, steps), secondSoFar = 1 - Math.Pow(Second, steps);
        for (var i = 0; i < values.Length; i++)
        {
            means[i] = (float)(First * means[i] + (1 - First) * slopes[i]);
            squares[i] = (float)(Second * squares[i] + (1 - Second) * slopes[i] * slopes[i]);
            values[i] -= (float)(rateOf(i) * (means[i] / firstSoFar) / (Math.Sqrt(squares[i] / secondSoFar) + Least));
        }
    }
}
