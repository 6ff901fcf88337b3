using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Alongside.Lens.Encoder;

/// <summary>
/// A dense layer, y = x · weights + bias, with the weights laid out in panels of sixteen columns so that one pass over
/// them serves four rows at once.
/// </summary>
internal sealed class Matrix
{
    private const int Panel = 16;
    private const int Tile = 4;

    private readonly float[] panels;
    private readonly float[] bias;
    private readonly Adapter? adapter;

    /// <param name="weights">Row by row, inputs × outputs; the outputs a multiple of sixteen.</param>
    public Matrix(ReadOnlySpan<float> weights, float[] bias)
    {
        this.bias = bias;
        Outputs = bias.Length;
        Inputs = weights.Length / Outputs;
        panels = new float[weights.Length];
        for (var panel = 0; panel < Outputs / Panel; panel++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                weights.Slice(input * Outputs + panel * Panel, Panel).CopyTo(panels.AsSpan((panel * Inputs + input) * Panel));
            }
        }
    }

    private Matrix(float[] panels, float[] bias, Adapter adapter)
    {
        (this.panels, this.bias, this.adapter) = (panels, bias, adapter);
        Outputs = bias.Length;
        Inputs = panels.Length / Outputs;
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>The same weights, with what training added beside them.</summary>
    public Matrix With(Adapter added) => new(panels, bias, added);

    /// <summary>The same weights the other way round, without a bias: what an output was changed by, back to its inputs.</summary>
    public Matrix Turned()
    {
        var turned = new float[panels.Length];
        for (var input = 0; input < Inputs; input++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                turned[output * Inputs + input] = panels[(output / Panel * Inputs + input) * Panel + output % Panel];
            }
        }

        return new Matrix(turned, new float[Inputs]);
    }

    /// <summary>All rows of <paramref name="x"/> through the layer.</summary>
    public float[] Through(float[] x, int rows)
    {
        var y = new float[rows * Outputs];
        for (var panel = 0; panel < Outputs / Panel; panel++)
        {
            var row = 0;
            for (; row + Tile <= rows; row += Tile)
            {
                Four(x, y, row, panel);
            }

            for (; row < rows; row++)
            {
                One(x, y, row, panel);
            }
        }

        if (adapter is not null)
        {
            Adapter.Spread(adapter.Up, Adapter.Press(adapter.Down, x, rows), y, rows);
        }

        return y;
    }

    private void Four(float[] x, float[] y, int row, int panel)
    {
        ref var w = ref panels[panel * Inputs * Panel];
        ref var a = ref x[row * Inputs];
        ref var b = ref x[(row + 1) * Inputs];
        ref var c = ref x[(row + 2) * Inputs];
        ref var d = ref x[(row + 3) * Inputs];
        var left = Vector256.LoadUnsafe(ref bias[panel * Panel]);
        var right = Vector256.LoadUnsafe(ref bias[panel * Panel + 8]);
        Vector256<float> a0 = left, a1 = right, b0 = left, b1 = right, c0 = left, c1 = right, d0 = left, d1 = right;
        for (var i = 0; i < Inputs; i++)
        {
            var w0 = Vector256.LoadUnsafe(ref w, (nuint)(i * Panel));
            var w1 = Vector256.LoadUnsafe(ref w, (nuint)(i * Panel + 8));
            var va = Vector256.Create(Unsafe.Add(ref a, i));
            a0 = Vector256.MultiplyAddEstimate(va, w0, a0);
            a1 = Vector256.MultiplyAddEstimate(va, w1, a1);
            var vb = Vector256.Create(Unsafe.Add(ref b, i));
            b0 = Vector256.MultiplyAddEstimate(vb, w0, b0);
            b1 = Vector256.MultiplyAddEstimate(vb, w1, b1);
            var vc = Vector256.Create(Unsafe.Add(ref c, i));
            c0 = Vector256.MultiplyAddEstimate(vc, w0, c0);
            c1 = Vector256.MultiplyAddEstimate(vc, w1, c1);
            var vd = Vector256.Create(Unsafe.Add(ref d, i));
            d0 = Vector256.MultiplyAddEstimate(vd, w0, d0);
            d1 = Vector256.MultiplyAddEstimate(vd, w1, d1);
        }

        Keep(a0, a1, y, row, panel);
        Keep(b0, b1, y, row + 1, panel);
        Keep(c0, c1, y, row + 2, panel);
        Keep(d0, d1, y, row + 3, panel);
    }

    private void One(float[] x, float[] y, int row, int panel)
    {
        ref var w = ref panels[panel * Inputs * Panel];
        ref var a = ref x[row * Inputs];
        var a0 = Vector256.LoadUnsafe(ref bias[panel * Panel]);
        var a1 = Vector256.LoadUnsafe(ref bias[panel * Panel + 8]);
        for (var i = 0; i < Inputs; i++)
        {
            var va = Vector256.Create(Unsafe.Add(ref a, i));
            a0 = Vector256.MultiplyAddEstimate(va, Vector256.LoadUnsafe(ref w, (nuint)(i * Panel)), a0);
            a1 = Vector256.MultiplyAddEstimate(va, Vector256.LoadUnsafe(ref w, (nuint)(i * Panel + 8)), a1);
        }

        Keep(a0, a1, y, row, panel);
    }

    private void Keep(Vector256<float> left, Vector256<float> right, float[] y, int row, int panel)
    {
        left.StoreUnsafe(ref y[row * Outputs + panel * Panel]);
        right.StoreUnsafe(ref y[row * Outputs + panel * Panel + 8]);
    }
}
