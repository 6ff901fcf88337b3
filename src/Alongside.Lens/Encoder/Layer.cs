namespace Alongside.Lens.Encoder;

/// <summary>One layer of the transformer: every piece looks at all others, then each is thought over by itself.</summary>
internal sealed record Layer(int Size, Norm BeforeLooking, Matrix Look, Matrix Gather, Norm BeforeThinking, Matrix Think, Matrix Conclude)
{
    /// <summary>Numbers a piece is thought over with.</summary>
    public const int Inner = 1_536;

    /// <param name="name">What the names of its tensors hold.</param>
    /// <param name="size">Numbers of a piece as it comes in; it leaves with <see cref="SentenceEncoder.Size"/>.</param>
    public static Layer Read(TensorFile file, string name, int size)
    {
        const int Size = SentenceEncoder.Size;
        return new Layer(
            size,
            Norm(size, $"{name}layer_prepostprocess/"),
            Dense(size, 3 * size, $"{name}MultiheadAttention/qkv_transform_single/kernel", $"{name}MultiheadAttention/qkv_transform_single/bias"),
            Dense(size, Size, $"{name}MultiheadAttention/output_transform_single/kernel", $"{name}MultiheadAttention/output_transform_single/bias"),
            Norm(Size, $"{name}FFN/layer_prepostprocess/"),
            Dense(Size, Inner, $"{name}FFN/conv1/Tensordot/Reshape", $"{name}FFN/conv1/bias"),
            Dense(Inner, Size, $"{name}FFN/conv2/Tensordot/Reshape", $"{name}FFN/conv2/bias"));

        Matrix Dense(int inputs, int outputs, string weights, string bias) => new(file.Get(inputs * outputs, weights), file.Get(outputs, bias));
        Norm Norm(int width, string norm) => new(file.Get(width, $"{norm}layer_norm/layer_norm_scale"), file.Get(width, $"{norm}layer_norm/layer_norm_bias"));
    }

    public Layer With(LayerTuning tuning) => this with
    {
        Look = Look.With(tuning.Look), Gather = Gather.With(tuning.Gather), Think = Think.With(tuning.Think), Conclude = Conclude.With(tuning.Conclude),
    };

    /// <param name="x">Pieces as they come in.</param>
    /// <param name="onto">What the layer's work is added to.</param>
    public void Add(float[] x, float[] onto, int rows)
    {
        var asked = Look.Through(BeforeLooking.Through(x, rows), rows);
        Vectors.Add(onto, Gather.Through(Attention.Of(asked, rows, Size), rows), 1);
        var thought = Think.Through(BeforeThinking.Through(onto, rows), rows);
        for (var i = 0; i < thought.Length; i++)
        {
            thought[i] = MathF.Max(0, thought[i]);
        }

        Vectors.Add(onto, Conclude.Through(thought, rows), 1);
    }
}
