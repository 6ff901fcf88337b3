using System.Collections.Immutable;

namespace Alongside.Practice;

/// <summary>What a fictional person answers to in a turn. One at a time: the loudest thing in it.</summary>
internal enum Reaction
{
    Reflection,
    Feeling,
    OpenQuestion,
    ClosedQuestion,

    /// <summary>A suggestion. Until the last layer is open it comes before they were heard.</summary>
    Suggestion,
    ThreeQuestions,
    Judging,
    Clinical,
    LongTurn,

    /// <summary>The listener's own life, in a sentence or two.</summary>
    LivedShort,
    LivedLong,

    /// <summary>Quiet together, or words that are no more than being there.</summary>
    Silence,
    ChoiceKept,

    /// <summary>Asked plainly about dying.</summary>
    Asked,

    /// <summary>The lens is not sure what this was. It moves nothing.</summary>
    NotSure,

    /// <summary>A sign without words: a signal, a nod, a feeling mirrored.</summary>
    Shown,
}

/// <summary>The names of reactions in the content files.</summary>
internal static class Reactions
{
    private static readonly string[] Names =
    [
        "reflection", "feeling", "open", "closed", "suggestion", "three", "judging", "clinical", "long", "lived", "lived long", "silence", "choice", "asked", "not sure", "shown",
    ];

    public static ImmutableArray<Reaction> All { get; } = [.. Enum.GetValues<Reaction>()];

    /// <summary>Those every person has lines for; being asked about dying falls back to a closed question, and after a sign they go on.</summary>
    public static IEnumerable<Reaction> Needed => All.Where(static reaction => reaction is not (Reaction.Asked or Reaction.Shown));

    public static string Name(this Reaction reaction) => Names[(int)reaction];
}
