namespace Alongside.Lens.Encoder;

/// <summary>What training on our corpus added to the encoder: to its second layer, and to the step that makes one vector of it.</summary>
internal sealed record EncoderTuning(Adapter Look, Adapter Gather, Adapter Think, Adapter Conclude, Adapter Last)
{
    /// <summary>Inputs and outputs of the five dense layers, in the order of the parameters.</summary>
    public static readonly (int Inputs, int Outputs)[] Shapes =
    [
        (SentenceEncoder.Size, 3 * SentenceEncoder.Size),
        (SentenceEncoder.Size, SentenceEncoder.Size),
        (SentenceEncoder.Size, Layer.Inner),
        (Layer.Inner, SentenceEncoder.Size),
        (SentenceEncoder.Size, SentenceEncoder.Size),
    ];

    public IEnumerable<Adapter> All => [Look, Gather, Think, Conclude, Last];

    /// <param name="adapters">Five, of the <see cref="Shapes"/>.</param>
    public static EncoderTuning Of(IReadOnlyList<Adapter> adapters) => new(adapters[0], adapters[1], adapters[2], adapters[3], adapters[4]);
}
