using System.Collections.Immutable;

namespace Alongside.Lens.Corpus;

/// <summary>How the sentence is worded. The lens must read all of these equally well.</summary>
public enum Register
{
    Chat,
    Spoken,
    SecondLanguage,
    Curt,
    Warm,
}

/// <summary>One sentence of a helper and what it does.</summary>
/// <param name="NearMissOf">The move it could be taken for at a glance, and is not.</param>
public sealed record LabelledSentence(string Text, ImmutableArray<Move> Moves, Move? NearMissOf, string Answers, int Line);

/// <summary>A short exchange, written by hand. Nobody's real words.</summary>
public sealed record Dialogue(string Id, Register Register, ImmutableArray<LabelledSentence> Sentences)
{
    /// <summary>
    /// A third of the dialogues is kept back from training, by a hash of the id: which ones can neither drift nor be chosen.
    /// </summary>
    public bool IsHeldBack => Model.Features.Hash(Id, 0x811C9DC5) % 3 == 0;

    /// <summary>Two people who answer one another, four times or more. Other dialogues list what could be said to a message or a few.</summary>
    public bool IsTalk { get; } = Sentences.Select(static said => said.Answers).Distinct().Count() >= 4;
}

/// <summary>A line that could not be read, told so that its writer can mend it; the rest still loads.</summary>
public sealed record CorpusProblem(string File, int Line, string Reason);
