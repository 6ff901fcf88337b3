namespace Alongside.Lens.Encoder;

/// <summary>What training on our corpus added to the encoder: to its two layers, and to the step that makes one vector of it.</summary>
internal sealed record EncoderTuning(LayerTuning First, LayerTuning Second, Adapter Last)
{
    /// <summary>Inputs and outputs of the nine dense layers, from the first piece to the vector.</summary>
    public static readonly (int Inputs, int Outputs)[] Shapes =
    [
        .. LayerTuning.Shapes(SentenceEncoder.PieceSize), .. LayerTuning.Shapes(SentenceEncoder.Size), (SentenceEncoder.Size, SentenceEncoder.Size),
    ];

    public IEnumerable<Adapter> All => [.. First.All, .. Second.All, Last];

    /// <param name="adapters">Nine, of the <see cref="Shapes"/>.</param>
    public static EncoderTuning Of(IReadOnlyList<Adapter> adapters) => new(
        new LayerTuning(adapters[0], adapters[1], adapters[2], adapters[3]), new LayerTuning(adapters[4], adapters[5], adapters[6], adapters[7]), adapters[8]);
}

/// <summary>What training added to the four dense layers of one layer.</summary>
internal sealed record LayerTuning(Adapter Look, Adapter Gather, Adapter Think, Adapter Conclude)
{
    public IEnumerable<Adapter> All => [Look, Gather, Think, Conclude];

    /// <param name="size">Numbers of a piece as it comes in.</param>
    public static (int Inputs, int Outputs)[] Shapes(int size) =>
        [(size, 3 * size), (size, SentenceEncoder.Size), (SentenceEncoder.Size, Layer.Inner), (Layer.Inner, SentenceEncoder.Size)];
}
