namespace Alongside.Study.Papers;

/// <summary>A paper as its page shows it: one question, and the way to all others.</summary>
/// <param name="Place">Which question, from 0.</param>
/// <param name="Item">Null: it was taken out of the bank meanwhile.</param>
/// <param name="MinutesLeft">Null: as long as it takes; 0: the time is over.</param>
public sealed record PaperSheet(
    string Id, int Place, Asked? Item, int? Chosen, bool Flagged, bool Rests, int? MinutesLeft, IReadOnlyList<PaperPlace> Places, bool LargeType)
{
    public int Open => Places.Count(p => !p.Answered);

    public int FlaggedPlaces => Places.Count(p => p.Flagged);
}

public sealed record PaperPlace(bool Answered, bool Flagged);

/// <summary>What came of a paper.</summary>
/// <param name="Late">Right answers given after the time was over.</param>
public sealed record PaperResult(
    string Id, int Right, int Of, int Late, int MinutesUsed, int Minutes, IReadOnlyList<FieldResult> Fields, IReadOnlyList<PaperQuestion> Questions, bool LargeType);

/// <param name="Lesson">A lesson that goes with the field, if there is one.</param>
public sealed record FieldResult(string Name, int Right, int Of, LessonLink? Lesson);

public sealed record LessonLink(string Id, string Title);

/// <param name="Chosen">Place of the option; null: left open.</param>
public sealed record PaperQuestion(int Number, Asked Item, int? Chosen, bool Right);

/// <summary>A learner's papers, and what can be said of how a paper would go.</summary>
/// <param name="Counts">How long a new paper may be, each with its minutes.</param>
public sealed record PapersSheet(IReadOnlyList<PaperLine> Papers, IReadOnlyList<(int Items, int Minutes)> Counts, ReadinessWords Readiness, bool LargeType);

/// <param name="Right">Null while it is open.</param>
public sealed record PaperLine(string Id, DateTimeOffset MadeAt, int Of, int? Right);

/// <param name="Missing">First answers still needed before anything can be said; 0: the range is there.</param>
public sealed record ReadinessWords(int Missing, int LeastRight, int MostRight, int Items, int LeastPercent, int MostPercent, int PercentToPass);

/// <summary>A blueprint as the steward types it.</summary>
public sealed record BlueprintSheet(string Items, string Minutes, string Percent, IReadOnlyList<(string Key, string Name, string Parts, int Available)> Fields, string? Refusal, bool Kept);
