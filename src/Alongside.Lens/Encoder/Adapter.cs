namespace Alongside.Lens.Encoder;

/// <summary>
/// What training added to one dense layer, whose own weights stay as they were published: the inputs pressed into a few
/// numbers, and those spread over the outputs (Hu et al. 2021).
/// </summary>
/// <param name="Down"><see cref="Rank"/> × inputs, row by row.</param>
/// <param name="Up"><see cref="Rank"/> × outputs, row by row.</param>
internal sealed record Adapter(float[] Down, float[] Up)
{
    /// <summary>How many numbers the inputs are pressed into.</summary>
    public const int Rank = 16;

    /// <returns>The pressed numbers of each row.</returns>
    public static float[] Press(ReadOnlySpan<float> down, float[] x, int rows)
    {
        var inputs = down.Length / Rank;
        var pressed = new float[rows * Rank];
        for (var row = 0; row < rows; row++)
        {
            for (var number = 0; number < Rank; number++)
            {
                pressed[row * Rank + number] = Vectors.Dot(x.AsSpan(row * inputs, inputs), down.Slice(number * inputs, inputs));
            }
        }

        return pressed;
    }

    /// <summary>Adds what the pressed numbers say to the outputs.</summary>
    public static void Spread(ReadOnlySpan<float> up, float[] pressed, float[] y, int rows)
    {
        var outputs = up.Length / Rank;
        for (var row = 0; row < rows; row++)
        {
            for (var number = 0; number < Rank; number++)
            {
                Vectors.Add(y.AsSpan(row * outputs, outputs), up.Slice(number * outputs, outputs), pressed[row * Rank + number]);
            }
        }
    }
}
