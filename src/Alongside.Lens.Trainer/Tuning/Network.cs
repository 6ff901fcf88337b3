using Alongside.Lens.Encoder;
using Alongside.Lens.Model;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>
/// What stands on the encoder's first layer: its second one and the step to one vector, both with adapters that learn, and
/// one weight a number of the vector for each move.
/// </summary>
internal sealed class Network
{
    private const int Size = SentenceEncoder.Size;

    /// <summary>How loud the vector, of length one, speaks to the moves; and how much of it is left out by chance while learning.</summary>
    private const float Loudness = 8, LeftOut = 0.3f;

    private readonly Layer layer;
    private readonly TunedDense look, gather, think, conclude, last;

    /// <param name="second">The encoder's second layer, as published.</param>
    /// <param name="toVector">Its step to one vector, as published.</param>
    public Network(Layer second, Matrix toVector)
    {
        layer = second;
        look = new TunedDense(layer.Look, 0);
        gather = new TunedDense(layer.Gather, look.End);
        think = new TunedDense(layer.Think, gather.End);
        conclude = new TunedDense(layer.Conclude, think.End);
        last = new TunedDense(toVector, conclude.End);
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

    /// <summary>Reads one sentence, and adds to <paramref name="change"/> how the loss turns with all that is learned.</summary>
    /// <param name="begun">A sentence with at least one piece, as it leaves the first layer.</param>
    /// <returns>The logistic loss over all moves.</returns>
    public double Learn(float[] begun, Lesson lesson, float[] change, Random chance)
    {
        var rows = begun.Length / Size;
        float[] wide = [.. begun], even = new float[begun.Length], spreads = new float[rows];
        var shares = new float[Attention.Heads * rows * rows];

        var looking = layer.BeforeLooking.Through(wide, rows);
        var asked = look.Forward(Learned, looking, rows, out var lookPressed);
        var seen = Attention.Of(asked, rows, Size, shares);
        Vectors.Add(wide, gather.Forward(Learned, seen, rows, out var gatherPressed), 1);
        var thinking = layer.BeforeThinking.Through(wide, rows, even, spreads);
        var thought = think.Forward(Learned, thinking, rows, out var thinkPressed);
        Positive(thought, thought);
        Vectors.Add(wide, conclude.Forward(Learned, thought, rows, out var concludePressed), 1);
        var mean = SentenceEncoder.Mean(wide, rows);
        var vector = SentenceEncoder.Unit(last.Forward(Learned, mean, 1, out var lastPressed), out var length);

        var loss = Judge(vector, lesson, change, chance, out var turn);

        var meanTurn = last.Back(Learned, mean, lastPressed, ThroughUnit(vector, length, turn), 1, change);
        var wideTurn = new float[begun.Length];
        for (var row = 0; row < rows; row++)
        {
            Vectors.Add(wideTurn.AsSpan(row * Size, Size), meanTurn, 1f / rows);
        }

        var thoughtTurn = conclude.Back(Learned, thought, concludePressed, wideTurn, rows, change);
        Positive(thoughtTurn, thought);
        var thinkingTurn = think.Back(Learned, thinking, thinkPressed, thoughtTurn, rows, change);
        Backwards.ThroughNorm(layer.BeforeThinking, thinkingTurn, even, spreads, wideTurn);
        var seenTurn = gather.Back(Learned, seen, gatherPressed, wideTurn, rows, change);
        look.Learn(Learned, looking, lookPressed, Backwards.ThroughAttention(asked, shares, seenTurn, rows, Size), rows, change);
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

    /// <summary>Nothing where <paramref name="where"/> is not above nothing.</summary>
    private static void Positive(float[] what, float[] where)
    {
        for (var i = 0; i < what.Length; i++)
        {
            what[i] = where[i] > 0 ? what[i] : 0;
        }
    }
}
