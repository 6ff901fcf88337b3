using System.Numerics;

namespace Alongside.Lens.Encoder;

/// <summary>One layer of the transformer: every piece looks at all others, then each is thought over by itself.</summary>
internal sealed class Layer
{
    private const int Heads = 4;
    private const int Inner = 1_536;
    private const float Epsilon = 1e-6f;

    private readonly int size;
    private readonly (float[] Scale, float[] Bias) beforeLooking;
    private readonly (float[] Scale, float[] Bias) beforeThinking;
    private readonly Matrix look;
    private readonly Matrix gather;
    private readonly Matrix think;
    private readonly Matrix conclude;

    /// <param name="name">What the names of its tensors hold.</param>
    /// <param name="size">Numbers of a piece as it comes in; it leaves with <see cref="SentenceEncoder.Size"/>.</param>
    public Layer(TensorFile file, string name, int size)
    {
        const int Size = SentenceEncoder.Size;
        this.size = size;
        beforeLooking = Norm(size, $"{name}layer_prepostprocess/");
        beforeThinking = Norm(Size, $"{name}FFN/layer_prepostprocess/");
        look = Dense(size, 3 * size, $"{name}MultiheadAttention/qkv_transform_single/kernel", $"{name}MultiheadAttention/qkv_transform_single/bias");
        gather = Dense(size, Size, $"{name}MultiheadAttention/output_transform_single/kernel", $"{name}MultiheadAttention/output_transform_single/bias");
        think = Dense(Size, Inner, $"{name}FFN/conv1/Tensordot/Reshape", $"{name}FFN/conv1/bias");
        conclude = Dense(Inner, Size, $"{name}FFN/conv2/Tensordot/Reshape", $"{name}FFN/conv2/bias");

        Matrix Dense(int inputs, int outputs, string weights, string bias) => new(file.Get(inputs * outputs, weights), file.Get(outputs, bias));
        (float[], float[]) Norm(int width, string norm) => (file.Get(width, $"{norm}layer_norm/layer_norm_scale"), file.Get(width, $"{norm}layer_norm/layer_norm_bias"));
    }

    /// <param name="x">Pieces as they come in.</param>
    /// <param name="onto">What the layer's work is added to.</param>
    public void Add(float[] x, float[] onto, int rows)
    {
        var looked = gather.Through(Attend(look.Through(Normal(x, rows, size, beforeLooking), rows), rows), rows);
        AddTo(onto, looked);
        var thought = think.Through(Normal(onto, rows, SentenceEncoder.Size, beforeThinking), rows);
        for (var i = 0; i < thought.Length; i++)
        {
            thought[i] = MathF.Max(0, thought[i]);
        }

        AddTo(onto, conclude.Through(thought, rows));
    }

    private float[] Attend(float[] asked, int rows)
    {
        var width = size / Heads;
        var scale = 1 / MathF.Sqrt(width);
        var seen = new float[rows * size];
        var shares = new float[rows];
        for (var head = 0; head < Heads; head++)
        {
            for (var row = 0; row < rows; row++)
            {
                var query = asked.AsSpan(row * 3 * size + head * width, width);
                for (var other = 0; other < rows; other++)
                {
                    shares[other] = scale * Dot(query, asked.AsSpan(other * 3 * size + size + head * width, width));
                }

                Softmax(shares);
                var into = seen.AsSpan(row * size + head * width, width);
                for (var other = 0; other < rows; other++)
                {
                    var value = asked.AsSpan(other * 3 * size + 2 * size + head * width, width);
                    for (var i = 0; i < width; i++)
                    {
                        into[i] += shares[other] * value[i];
                    }
                }
            }
        }

        return seen;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var at = 0;
        for (; at + Vector<float>.Count <= a.Length; at += Vector<float>.Count)
        {
            sum += new Vector<float>(a[at..]) * new Vector<float>(b[at..]);
        }

        var total = Vector.Sum(sum);
        for (; at < a.Length; at++)
        {
            total += a[at] * b[at];
        }

        return total;
    }

    private static void Softmax(float[] values)
    {
        var largest = values.Max();
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

    private static float[] Normal(float[] x, int rows, int width, (float[] Scale, float[] Bias) norm)
    {
        var normal = new float[rows * width];
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
            for (var i = 0; i < width; i++)
            {
                normal[row * width + i] = (from[i] - mean) * scale * norm.Scale[i] + norm.Bias[i];
            }
        }

        return normal;
    }

    private static void AddTo(float[] onto, float[] what)
    {
        for (var i = 0; i < onto.Length; i++)
        {
            onto[i] += what[i];
        }
    }
}
