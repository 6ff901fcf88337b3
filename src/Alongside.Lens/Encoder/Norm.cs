namespace Alongside.Lens.Encoder;

/// <summary>Brings each row to a mean of nothing and a spread of one, and then to a scale and bias that were learned.</summary>
internal sealed record Norm(float[] Scale, float[] Bias)
{
    private const float Epsilon = 1e-6f;

    /// <param name="even">Where the rows are kept before scale and bias; may be null.</param>
    /// <param name="spreads">Where one over each row's spread is kept; may be null.</param>
    public float[] Through(float[] x, int rows, float[]? even = null, float[]? spreads = null)
    {
        var width = Scale.Length;
        var y = new float[rows * width];
        for (var row = 0; row < rows; row++)
        {
            var from = x.AsSpan(row * width, width);
            float mean = 0, spread = 0;
            foreach (var value in from)
            {
                mean += value;
            }

            mean /= width;
            foreach (var value in from)
            {
                spread += (value - mean) * (value - mean);
            }

            var scale = 1 / MathF.Sqrt(spread / width + Epsilon);
            spreads?[row] = scale;
            for (var i = 0; i < width; i++)
            {
                var normal = (from[i] - mean) * scale;
                even?[row * width + i] = normal;
                y[row * width + i] = normal * Scale[i] + Bias[i];
            }
        }

        return y;
    }
}
