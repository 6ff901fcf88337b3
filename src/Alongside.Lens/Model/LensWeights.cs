using System.Runtime.InteropServices;
using System.Text;

namespace Alongside.Lens.Model;

/// <summary>What one move learned: its table's scale, its hints, its bias, and how its score becomes a probability.</summary>
/// <param name="Scale">What one step of the table's signed bytes is worth.</param>
/// <param name="Slope">Platt's slope: what the move says alone = 1 / (1 + exp(-(Slope × score + Offset))).</param>
/// <param name="Beside">Weights of a row of one voice.</param>
/// <param name="Threshold">Below this probability the lens is not sure.</param>
internal sealed record MoveWeights(float Scale, float[] Hints, float Bias, float Slope, float Offset, float[] Beside, float Threshold);

/// <summary>Everything training leaves behind. One file: a mark, the moves, the known words, the table.</summary>
/// <param name="Table">Signed bytes, bucket by bucket, the moves of a bucket side by side.</param>
/// <param name="Known">Sorted hashes of the words met in training: by them the lens tells its language from others.</param>
internal sealed record LensWeights(MoveWeights[] Moves, uint[] Known, sbyte[] Table)
{
    private const uint Mark = 0x34534E4C;

    /// <summary>A hash of the known words and of the table: what was trained beside these weights goes with no others.</summary>
    public uint Sign
    {
        get
        {
            var hash = 2166136261;
            foreach (var part in MemoryMarshal.AsBytes(Known.AsSpan()))
            {
                hash = (hash ^ part) * 16777619;
            }

            foreach (var part in Table)
            {
                hash = (hash ^ (byte)part) * 16777619;
            }

            return hash;
        }
    }

    public void Write(Stream into)
    {
        using var writer = new BinaryWriter(into, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Moves.Length);
        writer.Write(Features.HintCount);
        writer.Write(Features.Buckets);
        foreach (var move in Moves)
        {
            writer.Write(move.Scale);
            foreach (var hint in move.Hints)
            {
                writer.Write(hint);
            }

            writer.Write(move.Bias);
            writer.Write(move.Slope);
            writer.Write(move.Offset);
            foreach (var weight in move.Beside)
            {
                writer.Write(weight);
            }

            writer.Write(move.Threshold);
        }

        writer.Write(Known.Length);
        foreach (var hash in Known)
        {
            writer.Write(hash);
        }

        writer.Write(MemoryMarshal.AsBytes(Table.AsSpan()));
    }

    public static LensWeights Read(Stream from)
    {
        using var reader = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Lens.Moves.All.Length
            || reader.ReadInt32() != Features.HintCount || reader.ReadInt32() != Features.Buckets)
        {
            throw new InvalidDataException("The weights were trained for other moves, rules or features. Train again.");
        }

        var moves = new MoveWeights[Lens.Moves.All.Length];
        for (var move = 0; move < moves.Length; move++)
        {
            var scale = reader.ReadSingle();
            var hints = Singles(reader, Features.HintCount);
            moves[move] = new MoveWeights(
                scale, hints, reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), Singles(reader, Beside.Width(1)), reader.ReadSingle());
        }

        var known = new uint[reader.ReadInt32()];
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = reader.ReadUInt32();
        }

        var table = new sbyte[Features.Buckets * moves.Length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return new LensWeights(moves, known, table);
    }

    public double[] Probabilities(double[] sums)
    {
        var together = new double[sums.Length];
        for (var move = 0; move < sums.Length; move++)
        {
            together[move] = Beside.Weigh(Moves[move].Beside, Beside.Row(move, sums));
        }

        return together;
    }

    /// <summary>From a sum of weights to a probability.</summary>
    public static double Likely(double sum) => 1 / (1 + Math.Exp(-Math.Clamp(sum, -40, 40)));

    private static float[] Singles(BinaryReader reader, int count)
    {
        var read = new float[count];
        for (var i = 0; i < count; i++)
        {
            read[i] = reader.ReadSingle();
        }

        return read;
    }

    /// <summary>What each move says alone. Whole numbers are summed, so the order of adding cannot change the result.</summary>
    public double[] Sums(FeatureList features)
    {
        var moveCount = Moves.Length;
        Span<int> counts = stackalloc int[FeatureList.KindCount * moveCount];
        counts.Clear();
        foreach (var feature in features.Hashed)
        {
            var row = Table.AsSpan(feature.Bucket * moveCount, moveCount);
            var count = counts.Slice((int)feature.Kind * moveCount, moveCount);
            for (var move = 0; move < row.Length; move++)
            {
                count[move] += row[move];
            }
        }

        var values = features.ValueOfKind();
        var sums = new double[moveCount];
        for (var move = 0; move < moveCount; move++)
        {
            var score = (double)Moves[move].Bias;
            for (var kind = 0; kind < FeatureList.KindCount; kind++)
            {
                score += values[kind] * Moves[move].Scale * counts[kind * moveCount + move];
            }

            for (var hint = 0; hint < features.Hints.Length; hint++)
            {
                score += features.Hints[hint] ? FeatureList.HintLoudness * Moves[move].Hints[hint] : 0;
            }

            sums[move] = Moves[move].Slope * score + Moves[move].Offset;
        }

        return sums;
    }
}
