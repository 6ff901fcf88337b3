using Alongside.Lens.Encoder;
using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>
/// The encoder with adapters that learn in both layers and in its step to one vector, and one weight a number of the vector
/// for each move.
/// </summary>
internal sealed class Network
{
    private const int Size = SentenceEncoder.Size;

    /// <summary>How loud the vector, of length one, speaks to the moves; and how much of it is left out by chance while learning.</summary>
    private const float Loudness = 8, LeftOut = 0.5f;

    private readonly Matrix widen;
    private readonly TunedLayer first, second;
    private readonly TunedDense last;

    /// <param name="widen">As published, like all others: what the first layer's work is added to.</param>
    /// <param name="toVector">The step to one vector.</param>
    public Network(Matrix widen, Layer first, Layer second, Matrix toVector)
    {
        this.widen = widen;
        this.first = new TunedLayer(first, 0);
        this.second = new TunedLayer(second, this.first.End);
        last = new TunedDense(toVector, this.second.End);
        Learned = new float[last.End + Moves.All.Length * (Size + 1)];

        // What presses down begins anywhere, what spreads up at nothing: before it learns it is the encoder as published.
        var chance = new Random(1);
        var at = 0;
        foreach (var (inputs, outputs) in EncoderTuning.Shapes)
        {
            for (var i = 0; i < inputs * Adapter.Rank; i++)
            {
                Learned[at + i] = (2 * chance.NextSingle() - 1) / MathF.Sqrt(inputs);
            }

            at += (inputs + outputs) * Adapter.Rank;
        }
    }

    /// <summary>All that training moves: the adapters, then for each move its weights and its bias.</summary>
    public float[] Learned { get; }

    /// <summary>Where the adapters end.</summary>
    public int Heads => last.End;

    public EncoderTuning Tuning()
    {
        var at = 0;
        return EncoderTuning.Of([.. EncoderTuning.Shapes.Select(shape => new Adapter(Take(shape.Inputs * Adapter.Rank), Take(shape.Outputs * Adapter.Rank)))]);

        float[] Take(int count) => Learned[at..(at += count)];
    }

    /// <summary>What each move learned of the vector, not yet weighed beside anything.</summary>
    public MoveMeaning[] MoveMeanings() =>
    [
        .. Moves.All.Select(move => Heads + (int)move * (Size + 1)).Select(at =>
            new MoveMeaning([.. Learned[at..(at + Size)].Select(static weight => Loudness * weight)], Learned[at + Size], [], 1)),
    ];

    /// <summary>Reads some sentences, and adds to <paramref name="change"/> how the loss turns with all that is learned.</summary>
    /// <param name="some">Sentences with at least one piece each, as they go into the first layer.</param>
    /// <returns>The logistic loss over all moves and sentences.</returns>
    public double Learn(IReadOnlyList<(float[] Placed, Lesson Lesson)> some, float[] change, Random chance)
    {
        int[] lengths = [.. some.Select(static one => one.Placed.Length / SentenceEncoder.PieceSize)];
        float[] placed = [.. some.SelectMany(static one => one.Placed)];
        var wide = widen.Through(placed, lengths.Sum());
        var begun = first.Add(Learned, placed, wide, lengths);
        var ended = second.Add(Learned, wide, wide, lengths);
        var means = new float[some.Count * Size];
        for (int said = 0, from = 0; said < some.Count; from += lengths[said++])
        {
            SentenceEncoder.Mean(wide.AsSpan(from * Size, lengths[said] * Size)).CopyTo(means, said * Size);
        }

        var vectors = last.Forward(Learned, means, some.Count, out var lastPressed);
        var turns = new float[vectors.Length];
        var loss = 0.0;
        for (var said = 0; said < some.Count; said++)
        {
            var vector = SentenceEncoder.Unit(vectors[(said * Size)..((said + 1) * Size)], out var length);
            loss += Judge(vector, some[said].Lesson, change, chance, out var turn);
            ThroughUnit(vector, length, turn).CopyTo(turns, said * Size);
        }

        var meanTurns = last.Back(Learned, means, lastPressed, turns, some.Count, change);
        var wideTurn = new float[wide.Length];
        for (int said = 0, from = 0; said < some.Count; from += lengths[said++])
        {
            for (var row = from; row < from + lengths[said]; row++)
            {
                Vectors.Add(wideTurn.AsSpan(row * Size, Size), meanTurns.AsSpan(said * Size, Size), 1f / lengths[said]);
            }
        }

        second.Back(Learned, ended, wideTurn, change, wideTurn);
        first.Back(Learned, begun, wideTurn, change, null);
        return loss;
    }

    /// <param name="turn">How the loss turns with the vector.</param>
    private double Judge(float[] vector, Lesson lesson, float[] change, Random chance, out float[] turn)
    {
        var heard = new float[Size];
        for (var i = 0; i < Size; i++)
        {
            heard[i] = chance.NextSingle() < LeftOut ? 0 : Loudness / (1 - LeftOut);
        }

        double loss = 0;
        turn = new float[Size];
        for (var move = 0; move < lesson.Makes.Length; move++)
        {
            var at = Heads + move * (Size + 1);
            double sum = Learned[at + Size];
            for (var i = 0; i < Size; i++)
            {
                sum += Learned[at + i] * heard[i] * vector[i];
            }

            loss += lesson.Weight * (Math.Log(1 + Math.Exp(-Math.Abs(sum))) + Math.Max(0, lesson.Makes[move] ? -sum : sum));
            var pull = lesson.Weight * (float)(LensWeights.Likely(sum) - (lesson.Makes[move] ? 1 : 0));
            change[at + Size] += pull;
            for (var i = 0; i < Size; i++)
            {
                change[at + i] += pull * heard[i] * vector[i];
                turn[i] += pull * heard[i] * Learned[at + i];
            }
        }

        return loss;
    }

    private static float[] ThroughUnit(float[] vector, float length, float[] turn)
    {
        var along = Vectors.Dot(turn, vector);
        var before = new float[vector.Length];
        for (var i = 0; i < before.Length; i++)
        {
            var tanh = vector[i] * length;
            before[i] = (turn[i] - vector[i] * along) / length * (1 - tanh * tanh);
        }

        return before;
    }
}
