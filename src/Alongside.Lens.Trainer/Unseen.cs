using Alongside.Lens.Corpus;

namespace Alongside.Lens.Trainer;

/// <summary>A sentence judged by regressions that have learned from no sentence of its dialogue.</summary>
/// <param name="Fold">The fold it was left out with.</param>
/// <param name="Probabilities">Of all moves, in their order.</param>
internal sealed record Unseen(Dialogue From, LabelledSentence Said, int Fold, double[] Probabilities)
{
    public bool Makes(Move move) => Said.Moves.Contains(move);

    /// <summary>However probable, what is said against a helper is shown only where no kinder reading is as probable.</summary>
    public bool MayShow(Move move) => !ListeningLens.SpeaksAgainst(move)
        || Moves.All.All(other => !ListeningLens.IsKinder(other) || Probabilities[(int)other] < Probabilities[(int)move]);
}
