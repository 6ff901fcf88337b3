namespace Alongside.Lens.Encoder;

/// <summary>Every piece looks at all others, with four heads (Vaswani et al. 2017).</summary>
internal static class Attention
{
    public const int Heads = 4;

    /// <param name="asked">For each row what it asks, what it answers to and what it says, <paramref name="size"/> numbers each.</param>
    /// <param name="shares">Where head × row × row is kept of how much each looks at each; may be null.</param>
    /// <returns>For each row what it has seen.</returns>
    public static float[] Of(float[] asked, int rows, int size, float[]? shares = null)
    {
        var width = size / Heads;
        var scale = 1 / MathF.Sqrt(width);
        var seen = new float[rows * size];
        shares ??= new float[Heads * rows * rows];
        for (var head = 0; head < Heads; head++)
        {
            for (var row = 0; row < rows; row++)
            {
                var query = asked.AsSpan(row * 3 * size + head * width, width);
                var share = shares.AsSpan((head * rows + row) * rows, rows);
                for (var other = 0; other < rows; other++)
                {
                    share[other] = scale * Vectors.Dot(query, asked.AsSpan(other * 3 * size + size + head * width, width));
                }

                Softmax(share);
                var into = seen.AsSpan(row * size + head * width, width);
                for (var other = 0; other < rows; other++)
                {
                    Vectors.Add(into, asked.AsSpan(other * 3 * size + 2 * size + head * width, width), share[other]);
                }
            }
        }

        return seen;
    }

    private static void Softmax(Span<float> values)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in values)
        {
            largest = MathF.Max(largest, value);
        }

        float sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Exp(values[i] - largest);
            sum += values[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= sum;
        }
    }
}
