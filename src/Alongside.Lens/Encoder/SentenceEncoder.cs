namespace Alongside.Lens.Encoder;

/// <summary>
/// The small Universal Sentence Encoder (Cer et al. 2018, the transformer of 8,000 pieces): a text in, 512 numbers out, of
/// length one, close together for texts that mean nearly the same. Weights are handed in; nothing is read or fetched here.
/// </summary>
public sealed class SentenceEncoder
{
    /// <summary>Numbers of a sentence's vector.</summary>
    public const int Size = 512;

    /// <summary>Numbers of a piece as it goes into the first layer.</summary>
    internal const int PieceSize = 256;

    private const int MostPieces = 128;
    private const int PieceCount = 8_002;

    private readonly Pieces pieces;
    private readonly float[] embeddings;
    private readonly float[] paces;

    private SentenceEncoder(Pieces pieces, TensorFile file)
    {
        this.pieces = pieces;
        embeddings = file.Get(PieceCount * PieceSize, "module/Embeddings_en");
        paces = file.Get(PieceSize / 2, "TimingSignal/ExpandDims_1");
        Widen = new Matrix(file.Get(PieceSize * Size, "Layer_0/TransformerLayer/dense/kernel"), file.Get(Size, "Layer_0/TransformerLayer/dense/bias"));
        First = Layer.Read(file, "Layer_0/TransformerLayer/", PieceSize);
        Second = Layer.Read(file, "Layer_1/TransformerLayer/", Size);
        Last = new Matrix(file.Get(Size * Size, "tanh_layer_0/weights"), file.Get(Size, "tanh_layer_0/bias"));
    }

    private SentenceEncoder(SentenceEncoder published, EncoderTuning tuning)
    {
        (pieces, embeddings, paces, Widen) = (published.pieces, published.embeddings, published.paces, published.Widen);
        (First, Second, Last) = (published.First.With(tuning.First), published.Second.With(tuning.Second), published.Last.With(tuning.Last));
    }

    /// <summary>What the first layer's work is added to: the pieces, as wide as they leave it.</summary>
    internal Matrix Widen { get; }

    internal Layer First { get; }

    internal Layer Second { get; }

    internal Matrix Last { get; }

    /// <param name="vocabulary">The package's <c>vocab.json</c>.</param>
    /// <param name="model">The package's <c>model.json</c>.</param>
    /// <param name="shards">The package's <c>group1-shard…</c> files, one after another.</param>
    /// <exception cref="InvalidDataException">They are not the weights this encoder is written for.</exception>
    public static SentenceEncoder Read(ReadOnlySpan<byte> vocabulary, ReadOnlySpan<byte> model, byte[] shards) =>
        new(Pieces.Read(vocabulary), new TensorFile(model, shards));

    /// <summary>The text's vector. All zeros for a text without any known piece; of a long one the first 128 pieces count.</summary>
    public float[] Encode(string text) => Conclude(Place(text));

    /// <summary>The same, with what training added.</summary>
    internal SentenceEncoder With(EncoderTuning tuning) => new(this, tuning);

    /// <summary>The text's pieces as they go into the first layer, <see cref="PieceSize"/> numbers each: twice its own vector and where it stands, as waves of many paces.</summary>
    internal float[] Place(string text)
    {
        var known = pieces.Of(text);
        var x = new float[Math.Min(MostPieces, known.Count) * PieceSize];
        for (var at = 0; at < x.Length / PieceSize; at++)
        {
            var own = embeddings.AsSpan(known[at] * PieceSize, PieceSize);
            var into = x.AsSpan(at * PieceSize, PieceSize);
            for (var i = 0; i < paces.Length; i++)
            {
                var (sine, cosine) = MathF.SinCos(at * paces[i]);
                into[i] = 2 * own[i] + sine;
                into[paces.Length + i] = 2 * own[paces.Length + i] + cosine;
            }
        }

        return x;
    }

    /// <param name="placed">What <see cref="Place"/> gave, which stays as it is.</param>
    internal float[] Conclude(float[] placed)
    {
        if (placed.Length == 0)
        {
            return new float[Size];
        }

        var count = placed.Length / PieceSize;
        var wide = Widen.Through(placed, count);
        First.Add(placed, wide, count);
        Second.Add(wide, wide, count);
        return Unit(Last.Through(Mean(wide), 1), out _);
    }

    internal static float[] Mean(ReadOnlySpan<float> rows)
    {
        var mean = new float[Size];
        for (var at = 0; at < rows.Length; at += Size)
        {
            Vectors.Add(mean, rows.Slice(at, Size), (float)Size / rows.Length);
        }

        return mean;
    }

    /// <param name="length">What its tanh was divided by.</param>
    internal static float[] Unit(float[] vector, out float length)
    {
        double squares = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = MathF.Tanh(vector[i]);
            squares += vector[i] * vector[i];
        }

        length = (float)Math.Sqrt(Math.Max(squares, 1e-12));
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] /= length;
        }

        return vector;
    }
}
