using Alongside.Lens;

namespace Alongside.Practice;

/// <summary>What had just happened when the listener's turn came: the same sign does not mean the same everywhere.</summary>
/// <param name="TheyOpened">They told something that they had held back.</param>
/// <param name="TheyAreQuiet">They had no words.</param>
/// <param name="WithoutWords">The listener's turn before had none either.</param>
internal readonly record struct Around(bool TheyOpened, bool TheyAreQuiet, bool WithoutWords);

/// <summary>How things stand between a fictional person and whoever listens. Pure: the same evidence always leads to the same standing.</summary>
/// <param name="Trust">0 to 100.</param>
/// <param name="Depth">The layer they speak from now.</param>
/// <param name="Deepest">The deepest they have been.</param>
/// <param name="QuestionsInARow">Questions with nothing said back between them.</param>
/// <param name="JustReflected">Whether the turn before said something back.</param>
internal sealed record Standing(int Trust, int Depth, int Deepest, int QuestionsInARow, bool JustReflected)
{
    public const int Most = 100;

    /// <summary>A turn longer than this leaves no room. In words; a first guess of ours.</summary>
    public const int LongTurn = 90;

    /// <summary>One's own life is brief up to here. In words; a first guess of ours.</summary>
    public const int BriefLife = 45;

    /// <summary>How far trust falls below where a layer opened before they close again.</summary>
    private const int Patience = 8;

    private const int MostGained = 10;

    /// <param name="person">Who it is.</param>
    /// <param name="seed">A person is not the same every day: a little more or less trust to begin with.</param>
    public static Standing First(FictionalPerson person, ulong seed) =>
        new(person.Trust - 3 + Draw.Below(7, seed, 0, "trust"), 0, 0, 0, false);

    public (Standing After, Reaction Reaction) Meet(Evidence turn, FictionalPerson person, Around around = default)
    {
        var inARow = turn.Reflects || turn.Quiet || Offers(turn) ? 0 : QuestionsInARow + turn.Questions;
        if (turn.Questions >= 3)
        {
            inARow = Math.Max(inARow, turn.Questions);
        }

        var tooMany = turn.Questions > 0 && inARow >= 3;
        var early = Depth < person.Last;
        var trust = Math.Clamp(Trust + Gained(turn, around) - Lost(turn, tooMany, early), 0, Most);
        var depth = trust < person.Layers[Depth].Opens - Patience ? Depth - 1
            : Depth < person.Last && trust >= person.Layers[Depth + 1].Opens ? Depth + 1
            : Depth;
        return (
            new Standing(trust, depth, Math.Max(depth, Deepest), inARow, turn.Reflects || (JustReflected && turn.Quiet)),
            ReactionTo(turn, tooMany, early));
    }

    private static bool Offers(Evidence turn) => turn.Has(Move.Validation) || turn.Has(Move.LivedExperience) || turn.Has(Move.ChoiceKept);

    private int Gained(Evidence turn, Around around)
    {
        var gained = Math.Max(2 * turn.GradeOf(Move.Reflection), 3 * turn.GradeOf(Move.FeelingReflected));
        gained += JustReflected || turn.Reflects ? turn.GradeOf(Move.OpenQuestion) : 0;
        gained += turn.GradeOf(Move.ChoiceKept);
        gained += turn.Words <= BriefLife ? turn.GradeOf(Move.LivedExperience) : 0;
        return Math.Min(MostGained, gained > 0 ? gained : IsBeingThere(turn) ? BeingThere(turn, around) : 0);
    }

    private static int Lost(Evidence turn, bool tooMany, bool early) =>
        (early ? 3 * turn.GradeOf(Move.Suggestion) : 0)
        + 5 * turn.GradeOf(Move.Judging)
        + 5 * turn.GradeOf(Move.Clinical)
        + (tooMany ? 6 : 0)
        + (turn.Words > LongTurn || (turn.Has(Move.LivedExperience) && turn.Words > BriefLife) ? 4 : 0);

    // A sign after something heavy, and quiet offered to somebody who has no words, say more than words would. Again and again
    // without a word they say less: nobody is heard by nods alone.
    private static int BeingThere(Evidence turn, Around around) => turn.Sign switch
    {
        Sign.Mirror => 3,
        Sign.Signal or Sign.Nod when around.WithoutWords => 0,
        Sign.Signal or Sign.Nod => around.TheyOpened ? 2 : 1,
        _ => turn.Quiet && around is { TheyAreQuiet: true, WithoutWords: false } ? 2 : 1,
    };

    // Quiet, "I'm here", "that makes sense", a plain question about dying: they stay with somebody, and that counts a little.
    private static bool IsBeingThere(Evidence turn) =>
        turn.Quiet || turn.AsksAboutDying || turn.Has(Move.Presence) || turn.Has(Move.Validation);

    private static Reaction ReactionTo(Evidence turn, bool tooMany, bool early) => turn switch
    {
        _ when turn.Has(Move.Clinical) => Reaction.Clinical,
        _ when turn.Has(Move.Judging) => Reaction.Judging,
        _ when turn.Has(Move.Suggestion) && early => Reaction.Suggestion,
        _ when tooMany => Reaction.ThreeQuestions,
        _ when turn.Has(Move.LivedExperience) && turn.Words > BriefLife => Reaction.LivedLong,
        _ when turn.Words > LongTurn => Reaction.LongTurn,
        _ when turn.AsksAboutDying => Reaction.Asked,
        _ when turn.Has(Move.FeelingReflected) => Reaction.Feeling,
        _ when turn.Has(Move.Reflection) => Reaction.Reflection,
        _ when turn.Has(Move.OpenQuestion) => Reaction.OpenQuestion,
        _ when turn.Has(Move.ClosedQuestion) => Reaction.ClosedQuestion,
        _ when turn.Has(Move.ChoiceKept) => Reaction.ChoiceKept,
        _ when turn.Has(Move.LivedExperience) => Reaction.LivedShort,
        _ when turn.Has(Move.Suggestion) => Reaction.Suggestion,
        _ when turn.Sign is not Sign.None => Reaction.Shown,
        _ when turn.Quiet || turn.Has(Move.Presence) || turn.Has(Move.Validation) => Reaction.Silence,
        _ => Reaction.NotSure,
    };
}
