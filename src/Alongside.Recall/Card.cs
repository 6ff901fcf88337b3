namespace Alongside.Recall;

/// <summary>One learner's memory of one thing, as of the last answer. Never changed: an answer makes the next card.</summary>
/// <param name="Due">When it should be shown again (UTC).</param>
/// <param name="FuzzSeed">
/// Spreads this card's longer intervals a little, so that cards learned together do not stay together;
/// null keeps the exact intervals.
/// </param>
public sealed record Card(DateTimeOffset Due, ulong? FuzzSeed = null)
{
    public CardState State { get; init; }

    /// <summary>Days after which recall has fallen to 0.9; 0 while the card is new.</summary>
    public double Stability { get; init; }

    /// <summary>1 (easy) to 10 (hard); 0 while the card is new.</summary>
    public double Difficulty { get; init; }

    /// <summary>Position in the short steps, from 0.</summary>
    public int Step { get; init; }

    /// <summary>Days promised by the last answer; 0 within the short steps.</summary>
    public int IntervalDays { get; init; }

    /// <summary>Answers so far.</summary>
    public int Reps { get; init; }

    /// <summary>How often a card in Review was forgotten.</summary>
    public int Lapses { get; init; }

    public DateTimeOffset? LastReview { get; init; }
}
