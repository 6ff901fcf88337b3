using Alongside.Lens.Encoder;

namespace Alongside.Lens.Trainer.Tuning;

/// <summary>
/// A layer of the encoder whose published weights stay, with an adapter that learns in each of its dense layers. Several
/// sentences go through at once, so that the weights are fetched once for all of them.
/// </summary>
internal sealed class TunedLayer
{
    private readonly Layer layer;
    private readonly TunedDense look, gather, think, conclude;

    /// <param name="layer">As published.</param>
    /// <param name="at">Where its adapters begin in all that is learned.</param>
    public TunedLayer(Layer layer, int at)
    {
        this.layer = layer;
        look = new TunedDense(layer.Look, at);
        gather = new TunedDense(layer.Gather, look.End);
        think = new TunedDense(layer.Think, gather.End);
        conclude = new TunedDense(layer.Conclude, think.End);
    }

    /// <summary>Where its adapters end.</summary>
    public int End => conclude.End;

    /// <summary>What the way forward leaves for the way back.</summary>
    /// <param name="Lengths">How many pieces each sentence has.</param>
    /// <param name="Shares">Of each sentence, how much each piece looked at each.</param>
    public sealed record Trace(
        int[] Lengths, Normal Before, Dense Looking, float[] Asked, float[][] Shares, Dense Gathering, Normal After, Dense Thinking, Dense Concluding);

    /// <summary>The rows a norm has made even, before scale and bias, and one over the spread of each.</summary>
    public sealed record Normal(float[] Even, float[] Spreads);

    /// <summary>What a dense layer was given, and what its adapter pressed that into.</summary>
    public sealed record Dense(float[] Given, float[] Pressed);

    /// <param name="x">The pieces of all sentences, one after another.</param>
    /// <param name="onto">What the layer's work is added to; may be <paramref name="x"/>.</param>
    /// <param name="lengths">How many pieces each sentence has.</param>
    public Trace Add(float[] learned, float[] x, float[] onto, int[] lengths)
    {
        var rows = lengths.Sum();
        Normal before = new(new float[x.Length], new float[rows]), after = new(new float[onto.Length], new float[rows]);
        var looking = layer.BeforeLooking.Through(x, rows, before.Even, before.Spreads);
        var asked = look.Forward(learned, looking, rows, out var lookPressed);
        var shares = Array.ConvertAll(lengths, static length => new float[Attention.Heads * length * length]);
        var seen = new float[x.Length];
        foreach (var (said, its) in Parts(lengths))
        {
            Attention.Of(asked[Numbers(its, 3)], lengths[said], layer.Size, shares[said]).CopyTo(seen.AsSpan(Numbers(its)));
        }

        Vectors.Add(onto, gather.Forward(learned, seen, rows, out var gatherPressed), 1);
        var thinking = layer.BeforeThinking.Through(onto, rows, after.Even, after.Spreads);
        var thought = think.Forward(learned, thinking, rows, out var thinkPressed);
        Positive(thought, thought);
        Vectors.Add(onto, conclude.Forward(learned, thought, rows, out var concludePressed), 1);
        return new Trace(lengths, before, new Dense(looking, lookPressed), asked, shares, new Dense(seen, gatherPressed), after,
            new Dense(thinking, thinkPressed), new Dense(thought, concludePressed));
    }

    /// <param name="turn">How the loss turns with what came out; afterwards with what the work was added to.</param>
    /// <param name="change">Where it is added how the loss turns with what is learned.</param>
    /// <param name="onto">Where it is added how the loss turns with what came in: may be <paramref name="turn"/>; null when nobody asks.</param>
    public void Back(float[] learned, Trace trace, float[] turn, float[] change, float[]? onto)
    {
        var rows = trace.After.Spreads.Length;
        var thoughtTurn = conclude.Back(learned, trace.Concluding.Given, trace.Concluding.Pressed, turn, rows, change);
        Positive(thoughtTurn, trace.Concluding.Given);
        var thinkingTurn = think.Back(learned, trace.Thinking.Given, trace.Thinking.Pressed, thoughtTurn, rows, change);
        Backwards.ThroughNorm(layer.BeforeThinking, thinkingTurn, trace.After.Even, trace.After.Spreads, turn);
        var seenTurn = gather.Back(learned, trace.Gathering.Given, trace.Gathering.Pressed, turn, rows, change);
        var askedTurn = new float[trace.Asked.Length];
        foreach (var (said, its) in Parts(trace.Lengths))
        {
            Backwards.ThroughAttention(trace.Asked[Numbers(its, 3)], trace.Shares[said], seenTurn[Numbers(its)], trace.Lengths[said], layer.Size)
                .CopyTo(askedTurn.AsSpan(Numbers(its, 3)));
        }

        if (onto is null)
        {
            look.Learn(learned, trace.Looking.Given, trace.Looking.Pressed, askedTurn, rows, change);
        }
        else
        {
            var lookingTurn = look.Back(learned, trace.Looking.Given, trace.Looking.Pressed, askedTurn, rows, change);
            Backwards.ThroughNorm(layer.BeforeLooking, lookingTurn, trace.Before.Even, trace.Before.Spreads, onto);
        }
    }

    /// <summary>Each sentence's number, and its rows among all.</summary>
    private static IEnumerable<(int Said, Range Rows)> Parts(int[] lengths)
    {
        var from = 0;
        for (var said = 0; said < lengths.Length; said++)
        {
            yield return (said, from..(from + lengths[said]));
            from += lengths[said];
        }
    }

    /// <summary>Where the numbers of these rows stand, so many times the layer's size for each.</summary>
    private Range Numbers(Range rows, int times = 1) => (rows.Start.Value * times * layer.Size)..(rows.End.Value * times * layer.Size);

    /// <summary>Nothing where <paramref name="where"/> is not above nothing.</summary>
    private static void Positive(float[] what, float[] where)
    {
        for (var i = 0; i < what.Length; i++)
        {
            what[i] = where[i] > 0 ? what[i] : 0;
        }
    }
}
