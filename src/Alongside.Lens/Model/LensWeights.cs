using Alongside.Lens.Encoder;

namespace Alongside.Lens.Model;

/// <summary>What one move learned: its table's scale, its hints, its bias, and how its score becomes a probability.</summary>
/// <param name="Scale">What one step of the table's signed bytes is worth.</param>
/// <param name="Meaning">What each number of the encoder's vector is worth; empty in weights that go without it.</param>
/// <param name="Slope">Platt's slope: what the move says alone = 1 / (1 + exp(-(Slope × score + Offset))).</param>
/// <param name="Beside">What it weighs by the side of the others: its own sum, what each move says alone, and a constant.</param>
/// <param name="Threshold">Below this probability the lens is not sure.</param>
internal sealed record MoveWeights(float Scale, float[] Hints, float[] Meaning, float Bias, float Slope, float Offset, float[] Beside, float Threshold);

/// <summary>Everything training leaves behind. One file: a mark, the moves, the known words, the table.</summary>
/// <param name="Table">Signed bytes, bucket by bucket, the moves of a bucket side by side.</param>
/// <param name="Known">Sorted hashes of the words met in training: by them the lens tells its language from others.</param>
internal sealed record LensWeights(MoveWeights[] Moves, uint[] Known, sbyte[] Table)
{
    private const uint Mark = 0x33534E4C;

    /// <summary>Whether they were trained for the encoder's vectors.</summary>
    public bool NeedEncoder => Moves[0].Meaning.Length > 0;

    public void Write(Stream into)
    {
        using var writer = new BinaryWriter(into, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Moves.Length);
        writer.Write(Features.HintCount);
        writer.Write(Features.Buckets);
        writer.Write(Moves[0].Meaning.Length);
        foreach (var move in Moves)
        {
            writer.Write(move.Scale);
            foreach (var hint in move.Hints)
            {
                writer.Write(hint);
            }

            foreach (var worth in move.Meaning)
            {
                writer.Write(worth);
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

        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Table.AsSpan()));
    }

    public static LensWeights Read(Stream from)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Lens.Moves.All.Length
            || reader.ReadInt32() != Features.HintCount || reader.ReadInt32() != Features.Buckets)
        {
            throw new InvalidDataException("The weights were trained for other moves, rules or features. Train again.");
        }

        var meaning = reader.ReadInt32();
        if (meaning is not (0 or SentenceEncoder.Size))
        {
            throw new InvalidDataException("The weights were trained for another encoder. Train again.");
        }

        var moves = new MoveWeights[Lens.Moves.All.Length];
        for (var move = 0; move < moves.Length; move++)
        {
            var scale = reader.ReadSingle();
            var hints = Singles(reader, Features.HintCount);
            var worths = Singles(reader, meaning);
            moves[move] = new MoveWeights(
                scale, hints, worths, reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), Singles(reader, moves.Length + 2), reader.ReadSingle());
        }

        var known = new uint[reader.ReadInt32()];
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = reader.ReadUInt32();
        }

        var table = new sbyte[Features.Buckets * moves.Length];
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(table.AsSpan()));
        return new LensWeights(moves, known, table);
    }

    /// <summary>
    /// A sentence that reads much like another move is less likely to be this one: each move is weighed beside what all of
    /// them say alone.
    /// </summary>
    public double[] Probabilities(double[] scores)
    {
        var sums = new double[scores.Length];
        var alone = new double[scores.Length];
        for (var move = 0; move < scores.Length; move++)
        {
            sums[move] = Moves[move].Slope * scores[move] + Moves[move].Offset;
            alone[move] = Likely(sums[move]);
        }

        var together = new double[scores.Length];
        for (var move = 0; move < scores.Length; move++)
        {
            var beside = Moves[move].Beside;
            var sum = beside[0] * sums[move] + beside[^1];
            for (var other = 0; other < alone.Length; other++)
            {
                sum += beside[other + 1] * alone[other];
            }

            together[move] = Likely(sum);
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

    /// <summary>The scores of all moves. Whole numbers are summed, so the order of adding cannot change the result.</summary>
    public double[] Scores(FeatureList features)
    {
        var moveCount = Moves.Length;
        Span<int> sums = stackalloc int[FeatureList.KindCount * moveCount];
        sums.Clear();
        foreach (var feature in features.Hashed)
        {
            var row = Table.AsSpan(feature.Bucket * moveCount, moveCount);
            var sum = sums.Slice((int)feature.Kind * moveCount, moveCount);
            for (var move = 0; move < row.Length; move++)
            {
                sum[move] += row[move];
            }
        }

        var values = features.ValueOfKind();
        var scores = new double[moveCount];
        for (var move = 0; move < moveCount; move++)
        {
            var score = (double)Moves[move].Bias;
            for (var kind = 0; kind < FeatureList.KindCount; kind++)
            {
                score += values[kind] * Moves[move].Scale * sums[kind * moveCount + move];
            }

            for (var hint = 0; hint < features.Hints.Length; hint++)
            {
                score += features.Hints[hint] ? FeatureList.HintLoudness * Moves[move].Hints[hint] : 0;
            }

            for (var i = 0; i < Moves[move].Meaning.Length; i++)
            {
                score += FeatureList.MeaningLoudness * Moves[move].Meaning[i] * features.Meaning[i];
            }

            scores[move] = score;
        }

        return scores;
    }
}
