using Alongside.Lens.Encoder;
using Alongside.Lens.Trainer.Tuning;

namespace Alongside.Lens.Tests.Tuning;

/// <summary>Each slope on the way back beside what a small step forward shows.</summary>
public sealed class BackwardsTests
{
    private const int Rows = 3, Size = 16;

    [Fact]
    public void Through_a_norm()
    {
        var norm = new Norm(Numbers(Size, 1), Numbers(Size, 2));
        float[] x = Numbers(Rows * Size, 3), turn = Numbers(Rows * Size, 4), even = new float[x.Length], spreads = new float[Rows], slopes = new float[x.Length];
        norm.Through(x, Rows, even, spreads);

        Backwards.ThroughNorm(norm, turn, even, spreads, slopes);

        Assert.Equal(Measured(x, turn, moved => norm.Through(moved, Rows)), slopes, static (one, other) => Math.Abs(one - other) < 0.01);
    }

    [Fact]
    public void Through_attention()
    {
        float[] asked = [.. Numbers(Rows * 3 * Size, 5).Select(static number => 2 * number)], turn = Numbers(Rows * Size, 6);
        var shares = new float[Attention.Heads * Rows * Rows];
        Attention.Of(asked, Rows, Size, shares);

        var slopes = Backwards.ThroughAttention(asked, shares, turn, Rows, Size);

        Assert.Equal(Measured(asked, turn, moved => Attention.Of(moved, Rows, Size)), slopes, static (one, other) => Math.Abs(one - other) < 0.01);
    }

    private static float[] Measured(float[] x, float[] turn, Func<float[], float[]> forward)
    {
        const float step = 0.01f;
        return [.. x.Select((_, at) => (At(at, step) - At(at, -step)) / (2 * step))];

        float At(int at, float by)
        {
            float[] moved = [.. x];
            moved[at] += by;
            return Vectors.Dot(forward(moved), turn);
        }
    }

    private static float[] Numbers(int count, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * chance.NextSingle() - 1)];
    }
}
