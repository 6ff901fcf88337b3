using System.Runtime.InteropServices;
using System.Text;
using Alongside.Lens.Encoder;

namespace Alongside.Lens.Model;

/// <summary>What one move learned of the tuned encoder's vector, and how it is weighed beside all that was read in the words.</summary>
/// <param name="Worth">What each number of the vector is worth.</param>
/// <param name="Beside">Weights of a row of two voices: the words' and the vector's.</param>
/// <param name="Threshold">Below this probability the lens is not sure.</param>
internal sealed record MoveMeaning(float[] Worth, float Bias, float[] Beside, float Threshold);

/// <summary>What training leaves behind for the second stage. It goes with the <see cref="LensWeights"/> of the same training.</summary>
/// <param name="GoesWith"><see cref="LensWeights.Sign"/> of those.</param>
internal sealed record MeaningWeights(EncoderTuning Tuning, MoveMeaning[] Moves, uint GoesWith)
{
    private const uint Mark = 0x324D4E4C;
    private const int Voices = 2;

    public void Write(Stream into)
    {
        using var writer = new BinaryWriter(into, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Moves.Length);
        writer.Write(Adapter.Rank);
        writer.Write(GoesWith);
        foreach (var adapter in Tuning.All)
        {
            Write(writer, adapter.Down);
            Write(writer, adapter.Up);
        }

        foreach (var move in Moves)
        {
            Write(writer, move.Worth);
            writer.Write(move.Bias);
            Write(writer, move.Beside);
            writer.Write(move.Threshold);
        }
    }

    public static MeaningWeights Read(Stream from)
    {
        using var reader = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Lens.Moves.All.Length || reader.ReadInt32() != Adapter.Rank)
        {
            throw new InvalidDataException("The weights were trained for other moves or another encoder. Train again.");
        }

        var goesWith = reader.ReadUInt32();
        var adapters = EncoderTuning.Shapes.Select(shape => new Adapter(Singles(reader, shape.Inputs * Adapter.Rank), Singles(reader, shape.Outputs * Adapter.Rank))).ToList();
        var moves = Lens.Moves.All.Select(_ => new MoveMeaning(
            Singles(reader, SentenceEncoder.Size), reader.ReadSingle(), Singles(reader, Beside.Width(Voices)), reader.ReadSingle())).ToArray();
        return new MeaningWeights(EncoderTuning.Of(adapters), moves, goesWith);
    }

    /// <summary>What the vector says of each move alone.</summary>
    /// <param name="vector">Of the encoder with this tuning.</param>
    public double[] Sums(float[] vector)
    {
        var sums = new double[Moves.Length];
        for (var move = 0; move < sums.Length; move++)
        {
            sums[move] = Moves[move].Bias + Vectors.Dot(Moves[move].Worth, vector);
        }

        return sums;
    }

    /// <param name="words">The sums that <see cref="LensWeights"/> found in the words.</param>
    public double[] Probabilities(double[] words, float[] vector)
    {
        var meaning = Sums(vector);
        var together = new double[Moves.Length];
        for (var move = 0; move < together.Length; move++)
        {
            together[move] = Beside.Weigh(Moves[move].Beside, Beside.Row(move, words, meaning));
        }

        return together;
    }

    private static void Write(BinaryWriter writer, float[] numbers) => writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));

    private static float[] Singles(BinaryReader reader, int count)
    {
        var read = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(read.AsSpan()));
        return read;
    }
}
