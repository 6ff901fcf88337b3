using System.Runtime.InteropServices;

namespace Alongside.Lens.Encoder;

/// <summary>
/// The small Universal Sentence Encoder (Cer et al. 2018, the transformer of 8,000 pieces): a text in, 512 numbers out, of
/// length one, close together for texts that mean nearly the same. Weights are handed in; nothing is read or fetched here.
/// </summary>
public sealed class SentenceEncoder
{
    /// <summary>Numbers of a sentence's vector.</summary>
    public const int Size = 512;

    private const int MostPieces = 128;
    private const int PieceSize = 256;
    private const int PieceCount = 8_002;

    private readonly Pieces pieces;
    private readonly float[] embeddings;
    private readonly float[] paces;
    private readonly Matrix widen;
    private readonly Layer first;

    private SentenceEncoder(Pieces pieces, TensorFile file)
    {
        this.pieces = pieces;
        embeddings = file.Get(PieceCount * PieceSize, "module/Embeddings_en");
        paces = file.Get(PieceSize / 2, "TimingSignal/ExpandDims_1");
        widen = new Matrix(file.Get(PieceSize * Size, "Layer_0/TransformerLayer/dense/kernel"), file.Get(Size, "Layer_0/TransformerLayer/dense/bias"));
        first = Layer.Read(file, "Layer_0/TransformerLayer/", PieceSize);
        Second = Layer.Read(file, "Layer_1/TransformerLayer/", Size);
        Last = new Matrix(file.Get(Size * Size, "tanh_layer_0/weights"), file.Get(Size, "tanh_layer_0/bias"));
    }

    private SentenceEncoder(SentenceEncoder published, EncoderTuning tuning)
    {
        (pieces, embeddings, paces, widen, first) = (published.pieces, published.embeddings, published.paces, published.widen, published.first);
        (Second, Last) = (published.Second.With(tuning), published.Last.With(tuning.Last));
    }

    internal Layer Second { get; }

    internal Matrix Last { get; }

    /// <param name="vocabulary">The package's <c>vocab.json</c>.</param>
    /// <param name="model">The package's <c>model.json</c>.</param>
    /// <param name="shards">The package's <c>group1-shard…</c> files, one after another.</param>
    /// <exception cref="InvalidDataException">They are not the weights this encoder is written for.</exception>
    public static SentenceEncoder Read(ReadOnlySpan<byte> vocabulary, ReadOnlySpan<byte> model, byte[] shards) =>
        new(Pieces.Read(vocabulary), new TensorFile(model, shards));

    /// <summary>The text's vector. All zeros for a text without any known piece; of a long one the first 128 pieces count.</summary>
    public float[] Encode(string text) => Conclude(Begin(text));

    /// <summary>The same, with what training added.</summary>
    internal SentenceEncoder With(EncoderTuning tuning) => new(this, tuning);

    /// <summary>The text's pieces as they leave the first layer, <see cref="Size"/> numbers each.</summary>
    internal float[] Begin(string text)
    {
        var known = pieces.Of(text);
        var count = Math.Min(MostPieces, known.Count);
        var x = Placed(CollectionsMarshal.AsSpan(known)[..count]);
        var wide = widen.Through(x, count);
        first.Add(x, wide, count);
        return wide;
    }

    /// <param name="begun">What <see cref="Begin"/> gave, which stays as it is.</param>
    internal float[] Conclude(float[] begun)
    {
        if (begun.Length == 0)
        {
            return new float[Size];
        }

        var count = begun.Length / Size;
        float[] wide = [.. begun];
        Second.Add(wide, wide, count);
        return Unit(Last.Through(Mean(wide, count), 1), out _);
    }

    /// <summary>Twice the piece's own vector and where it stands, as waves of many paces.</summary>
    private float[] Placed(ReadOnlySpan<int> ids)
    {
        var x = new float[ids.Length * PieceSize];
        for (var at = 0; at < ids.Length; at++)
        {
            var own = embeddings.AsSpan(ids[at] * PieceSize, PieceSize);
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

    internal static float[] Mean(float[] rows, int count)
    {
        var mean = new float[Size];
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < Size; i++)
            {
                mean[i] += rows[row * Size + i] / count;
            }
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
