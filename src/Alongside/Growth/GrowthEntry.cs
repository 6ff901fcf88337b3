namespace Alongside.Growth;

/// <summary>Something somebody notes of their own growth. Sealed, and nobody else's to read.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Hours">For hours and training.</param>
/// <param name="Load">How heavy a day was, 1 to 5, if it is about that.</param>
/// <param name="Rested">Whether there was a real break on that day.</param>
/// <param name="Competence">Key of the competence it belongs to, or null.</param>
public sealed record GrowthWords(string Kind, DateOnly Day, string Text, decimal? Hours, int? Load, string? Competence, bool Rested = false)
{
    public const int LongestText = 4_000;

    /// <summary>What stands in a portfolio.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["training", "hours", "renewal", "reflection"];

    public const string Weight = "load";
    public const string Plan = "plan";

    /// <summary>After a hard talk: about the one who listened, never about the other.</summary>
    public const string Debrief = "debrief";
}

public sealed record GrowthEntry(string Id, GrowthWords Words);
