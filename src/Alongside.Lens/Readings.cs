using System.Collections.Immutable;
using Alongside.Lens.Text;

namespace Alongside.Lens;

/// <summary>One move in one sentence.</summary>
/// <param name="Probability">Calibrated, 0 to 1.</param>
/// <param name="IsShown">Whether the lens is sure enough to show it.</param>
/// <param name="Words">The stretch of the turn that decided, where it is shown.</param>
public sealed record MoveReading(Move Move, double Probability, bool IsShown, Stretch? Words);

/// <summary>A sentence of the turn and all moves, in the order of <see cref="Moves.All"/>.</summary>
public sealed record SentenceReading(Stretch At, ImmutableArray<MoveReading> Moves)
{
    /// <summary>Nothing about this sentence reached its threshold. It says nothing about the listening.</summary>
    public bool IsNotSure => !Moves.Any(static move => move.IsShown);
}

/// <summary>What the lens read in a helper's own turn: the union of its sentences.</summary>
public sealed record TurnReading(ImmutableArray<SentenceReading> Sentences)
{
    /// <summary>
    /// Per move, the sentence where it is clearest. A turn is presence only where every one of its sentences is.
    /// Empty for an empty turn.
    /// </summary>
    public ImmutableArray<MoveReading> Moves { get; } = Union(Sentences);

    public bool IsNotSure => Sentences.All(static sentence => sentence.IsNotSure);

    private static ImmutableArray<MoveReading> Union(ImmutableArray<SentenceReading> sentences) => sentences.IsEmpty
        ? []
        :
        [
            .. Lens.Moves.All.Select(move =>
            {
                var readings = sentences.Select(sentence => sentence.Moves[(int)move]);
                return move is Move.Presence
                    ? readings.MinBy(static reading => reading.Probability)!
                    : readings.OrderByDescending(static reading => reading.IsShown).ThenByDescending(static reading => reading.Probability).First();
            }),
        ];
}
