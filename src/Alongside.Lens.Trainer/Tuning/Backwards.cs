using Alongside.Lens.Encoder;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>From how the loss turns with what a step gave to how it turns with what it was given.</summary>
internal static class Backwards
{
    /// <param name="turn">With what the norm gave; with what it was given afterwards is added to <paramref name="onto"/>.</param>
    /// <param name="even">The rows before scale and bias.</param>
    /// <param name="spreads">One over the spread of each row.</param>
    public static void ThroughNorm(Norm norm, float[] turn, float[] even, float[] spreads, float[] onto)
    {
        var width = norm.Scale.Length;
        for (var row = 0; row < spreads.Length; row++)
        {
            float mean = 0, along = 0;
            for (var i = 0; i < width; i++)
            {
                var scaled = turn[row * width + i] * norm.Scale[i];
                mean += scaled;
                along += scaled * even[row * width + i];
            }

            for (var i = 0; i < width; i++)
            {
                onto[row * width + i] += spreads[row] * (turn[row * width + i] * norm.Scale[i] - mean / width - even[row * width + i] * along / width);
            }
        }
    }

    /// <param name="asked">As it was given to <see cref="Attention.Of"/>.</param>
    /// <param name="shares">As that kept them.</param>
    /// <param name="turn">With what was seen.</param>
    /// <returns>With what was asked.</returns>
    public static float[] ThroughAttention(float[] asked, float[] shares, float[] turn, int rows, int size)
    {
        var width = size / Attention.Heads;
        var scale = 1 / MathF.Sqrt(width);
        var before = new float[asked.Length];
        var turned = new float[rows];
        for (var head = 0; head < Attention.Heads; head++)
        {
            for (var row = 0; row < rows; row++)
            {
                var share = shares.AsSpan((head * rows + row) * rows, rows);
                var seen = turn.AsSpan(row * size + head * width, width);
                float along = 0;
                for (var other = 0; other < rows; other++)
                {
                    turned[other] = Vectors.Dot(seen, Of(asked, 2, other));
                    along += turned[other] * share[other];
                    Vectors.Add(Of(before, 2, other), seen, share[other]);
                }

                for (var other = 0; other < rows; other++)
                {
                    var step = share[other] * (turned[other] - along) * scale;
                    Vectors.Add(Of(before, 0, row), Of(asked, 1, other), step);
                    Vectors.Add(Of(before, 1, other), Of(asked, 0, row), step);
                }
            }

            // What a row asks, answers to and says, as this head sees it.
            Span<float> Of(float[] all, int part, int row) => all.AsSpan((row * 3 + part) * size + head * width, width);
        }

        return before;
    }
}
