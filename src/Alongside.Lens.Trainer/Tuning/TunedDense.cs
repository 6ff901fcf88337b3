using Alongside.Lens.Encoder;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>A dense layer whose published weights stay, and whose <see cref="Adapter"/> learns: forward, and back.</summary>
/// <param name="at">Where its adapter begins in all that is learned: what presses down, then what spreads up.</param>
internal sealed class TunedDense(Matrix published, int at)
{
    private readonly Matrix back = published.Turned();
    private readonly Range down = at..(at + published.Inputs * Adapter.Rank);
    private readonly Range up = (at + published.Inputs * Adapter.Rank)..(at + (published.Inputs + published.Outputs) * Adapter.Rank);

    public int End => up.End.Value;

    /// <param name="pressed">The numbers the inputs were pressed into, which the way back needs.</param>
    public float[] Forward(float[] learned, float[] x, int rows, out float[] pressed)
    {
        var y = published.Through(x, rows);
        pressed = Adapter.Press(learned.AsSpan(down), x, rows);
        Adapter.Spread(learned.AsSpan(up), pressed, y, rows);
        return y;
    }

    /// <returns>How the loss turns with each input.</returns>
    public float[] Back(float[] learned, float[] x, float[] pressed, float[] turn, int rows, float[] change)
    {
        var before = back.Through(turn, rows);
        Learn(learned, x, pressed, turn, rows, change, before);
        return before;
    }

    /// <param name="turn">How the loss turns with each output.</param>
    /// <param name="change">Where it is added how the loss turns with what is learned.</param>
    /// <param name="before">Where it is added how the loss turns with each input by way of the adapter; null when nobody asks.</param>
    public void Learn(float[] learned, float[] x, float[] pressed, float[] turn, int rows, float[] change, float[]? before = null)
    {
        const int Rank = Adapter.Rank;
        var (inputs, outputs) = (published.Inputs, published.Outputs);
        ReadOnlySpan<float> pressing = learned.AsSpan(down), spreading = learned.AsSpan(up);
        Span<float> pressingChange = change.AsSpan(down), spreadingChange = change.AsSpan(up);
        for (var row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> given = x.AsSpan(row * inputs, inputs), turned = turn.AsSpan(row * outputs, outputs);
            for (var number = 0; number < Rank; number++)
            {
                var one = Vectors.Dot(turned, spreading.Slice(number * outputs, outputs));
                Vectors.Add(spreadingChange.Slice(number * outputs, outputs), turned, pressed[row * Rank + number]);
                Vectors.Add(pressingChange.Slice(number * inputs, inputs), given, one);
                if (before is not null)
                {
                    Vectors.Add(before.AsSpan(row * inputs, inputs), pressing.Slice(number * inputs, inputs), one);
                }
            }
        }
    }
}
