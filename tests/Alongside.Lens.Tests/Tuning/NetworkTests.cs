using Alongside.Lens.Encoder;
using Alongside.Lens.Model;
using Alongside.Lens.Trainer.Tuning;

namespace Alongside.Lens.Tests.Tuning;

/// <summary>Tuning, on layers of chance: the published encoder is not needed to see that it learns rightly.</summary>
public sealed class NetworkTests
{
    private const int Size = SentenceEncoder.Size, PieceSize = SentenceEncoder.PieceSize;

    private static readonly Matrix Widen = Dense(1, 20);
    private static readonly Layer First = new(PieceSize, ANorm(PieceSize, 21), Dense(0, 22), Dense(1, 23), ANorm(Size, 24), Dense(2, 25), Dense(3, 26));
    private static readonly Layer Second = new(Size, ANorm(Size, 1), Dense(4, 2), Dense(5, 3), ANorm(Size, 4), Dense(6, 5), Dense(7, 6));
    private static readonly Matrix ToVector = Dense(8, 7);

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 19)];

    /// <summary>
    /// Along the slope it reports for one part, the loss must rise as steeply as that slope is long: from finite differences,
    /// for what presses down and spreads up in each of the nine dense layers, and for the moves' own weights. Two sentences go
    /// through together.
    /// </summary>
    [Theory, MemberData(nameof(Parts))]
    public void The_loss_turns_as_the_way_back_says_it_does(int part)
    {
        var network = new Network(Widen, First, Second, ToVector);
        Numbers(network.Learned.Length, 0.05f, 8).CopyTo(network.Learned, 0);
        Lesson longer = ALesson(pieces: 5, seed: 9), shorter = ALesson(pieces: 2, seed: 16);
        List<(float[], Lesson)> both = [(longer.Written, longer), (shorter.Written, shorter)];
        var slopes = new float[network.Learned.Length];
        network.Learn(both, slopes, new Random(10));
        var (from, to) = Edges(network.Heads, network.Learned.Length)[part];
        var length = Math.Sqrt(slopes[from..to].Sum(static slope => (double)slope * slope));
        const double step = 0.02;

        var measured = (LossAt(step) - LossAt(-step)) / (2 * step);

        Assert.True(length > 1e-4);
        Assert.Equal(length, measured, 0.03 * length);

        double LossAt(double along)
        {
            var moved = new Network(Widen, First, Second, ToVector);
            network.Learned.CopyTo(moved.Learned, 0);
            for (var i = from; i < to; i++)
            {
                moved.Learned[i] += (float)(along * slopes[i] / length);
            }

            return moved.Learn(both, new float[slopes.Length], new Random(10));
        }
    }

    [Fact]
    public void Sentences_learned_together_change_the_same_as_one_by_one()
    {
        var network = new Network(Widen, First, Second, ToVector);
        Numbers(network.Learned.Length, 0.05f, 8).CopyTo(network.Learned, 0);
        List<(float[], Lesson)> all = [.. Enumerable.Range(1, 3).Select(static seed => ALesson(pieces: seed, seed)).Select(static lesson => (lesson.Written, lesson))];
        float[] together = new float[network.Learned.Length], apart = new float[network.Learned.Length];

        var loss = network.Learn(all, together, new Random(10));

        var chance = new Random(10);
        Assert.Equal(all.Sum(one => network.Learn([one], apart, chance)), loss, 1e-4);
        Assert.Equal(apart, together, static (one, other) => Math.Abs(one - other) < 1e-4);
    }

    [Fact]
    public void Teaching_makes_the_loss_smaller_and_twice_it_learns_the_same()
    {
        List<Lesson> lessons = [.. Enumerable.Range(0, 64).Select(static seed => ALesson(pieces: 1 + seed % 4, seed))];
        var (one, other) = (new Network(Widen, First, Second, ToVector), new Network(Widen, First, Second, ToVector));
        var losses = new List<double>();

        Tuner.Teach(one, lessons, (_, loss) => losses.Add(loss));
        Tuner.Teach(other, lessons, static (_, _) => { });

        Assert.True(losses[^1] < losses[0], $"{losses[0]:0.000} {losses[^1]:0.000}");
        Assert.Equal(one.Learned, other.Learned);
    }

    [Fact]
    public void Before_it_has_learned_it_is_the_encoder_as_published()
    {
        var x = Numbers(3 * PieceSize, 1, 11);

        var tuning = new Network(Widen, First, Second, ToVector).Tuning();

        Assert.Equal(Through(First, Second, ToVector, x), Through(First.With(tuning.First), Second.With(tuning.Second), ToVector.With(tuning.Last), x));
    }

    [Fact]
    public void What_was_taught_is_what_the_encoder_then_does()
    {
        var network = new Network(Widen, First, Second, ToVector);
        Numbers(network.Learned.Length, 0.05f, 17).CopyTo(network.Learned, 0);
        var tuning = network.Tuning();
        var x = Numbers(3 * PieceSize, 1, 18);

        var first = new TunedLayer(First, 0);
        var second = new TunedLayer(Second, first.End);
        var wide = new float[3 * Size];
        first.Add(network.Learned, x, wide, [3]);
        second.Add(network.Learned, wide, wide, [3]);
        var taught = new TunedDense(ToVector, second.End).Forward(network.Learned, SentenceEncoder.Mean(wide), 1, out _);

        Assert.Equal(taught, Through(First.With(tuning.First), Second.With(tuning.Second), ToVector.With(tuning.Last), x), static (one, other) => Math.Abs(one - other) < 1e-3);
    }

    [Fact]
    public void A_dense_layer_with_an_adapter_does_what_the_two_would_do_as_one()
    {
        float[] weights = Numbers(32 * 48, 1, 12), x = Numbers(5 * 32, 1, 13);
        var adapter = new Adapter(Numbers(32 * Adapter.Rank, 1, 14), Numbers(48 * Adapter.Rank, 1, 15));
        float[] both = [.. weights];
        for (var input = 0; input < 32; input++)
        {
            for (var number = 0; number < Adapter.Rank; number++)
            {
                Vectors.Add(both.AsSpan(input * 48, 48), adapter.Up.AsSpan(number * 48, 48), adapter.Down[number * 32 + input]);
            }
        }

        var apart = new Matrix(weights, new float[48]).With(adapter).Through(x, 5);

        Assert.Equal(new Matrix(both, new float[48]).Through(x, 5), apart, static (one, other) => Math.Abs(one - other) < 1e-4);
    }

    [Fact]
    public void Weights_of_the_second_stage_are_read_back_as_written_and_go_with_no_others()
    {
        var network = new Network(Widen, First, Second, ToVector);
        Numbers(network.Learned.Length, 0.05f, 19).CopyTo(network.Learned, 0);
        var written = new MeaningWeights(network.Tuning(), [.. network.MoveMeanings().Select(static move => move with { Beside = new float[Beside.Width(2)], Threshold = 0.7f })], 77);
        using var stream = new MemoryStream();
        written.Write(stream);
        stream.Position = 0;

        var read = MeaningWeights.Read(stream);

        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(written.Tuning.All.SelectMany(static adapter => adapter.Down), read.Tuning.All.SelectMany(static adapter => adapter.Down));
        Assert.Equal(written.Tuning.All.SelectMany(static adapter => adapter.Up), read.Tuning.All.SelectMany(static adapter => adapter.Up));
        Assert.Equal(written.Moves.SelectMany(static move => move.Worth), read.Moves.SelectMany(static move => move.Worth));
        Assert.Equal((77u, 0.7f), (read.GoesWith, read.Moves[^1].Threshold));
        Assert.Throws<InvalidDataException>(() => new ListeningLens(new LensWeights([], [], []), read, null!));
        stream.GetBuffer()[8]++;
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => MeaningWeights.Read(stream));
    }

    private static List<(int From, int To)> Edges(int heads, int all)
    {
        var edges = new List<int> { 0 };
        foreach (var (inputs, outputs) in EncoderTuning.Shapes)
        {
            edges.Add(edges[^1] + inputs * Adapter.Rank);
            edges.Add(edges[^1] + outputs * Adapter.Rank);
        }

        Assert.Equal(heads, edges[^1]);
        edges.Add(all);
        return [.. edges.Zip(edges.Skip(1))];
    }

    private static float[] Through(Layer first, Layer second, Matrix toVector, float[] x)
    {
        var rows = x.Length / PieceSize;
        var wide = new float[rows * Size];
        first.Add(x, wide, rows);
        second.Add(wide, wide, rows);
        return toVector.Through(SentenceEncoder.Mean(wide), 1);
    }

    private static Lesson ALesson(int pieces, int seed) => new(
        Numbers(pieces * PieceSize, 1, seed), Numbers(pieces * PieceSize, 1, seed + 1_000), [.. Moves.All.Select(move => ((int)move + seed) % 5 == 0)], 1.5f);

    private static Matrix Dense(int shape, int seed)
    {
        var (inputs, outputs) = EncoderTuning.Shapes[shape];
        return new Matrix(Numbers(inputs * outputs, 1 / MathF.Sqrt(inputs), seed), Numbers(outputs, 0.1f, seed));
    }

    private static Norm ANorm(int size, int seed) => new([.. Numbers(size, 0.2f, seed).Select(static number => 1 + number)], Numbers(size, 0.1f, seed + 1));

    private static float[] Numbers(int count, float most, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => most * (2 * chance.NextSingle() - 1))];
    }
}
