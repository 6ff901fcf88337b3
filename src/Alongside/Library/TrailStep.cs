namespace Alongside.Library;

/// <summary>One step of a trail: what somebody used on their way, where, and how it really was, in their own words.</summary>
/// <param name="Used">What it was; a step without it is none.</param>
/// <param name="Where">A place or a kind of place; may be left blank.</param>
/// <param name="Was">How it really was; may be left blank.</param>
public sealed record TrailStep(string Used, string Where, string Was)
{
    /// <summary>A trail is short, so that somebody tired can read it.</summary>
    public const int Most = 5;

    /// <summary>As it stands in a column: one step a line.</summary>
    public static string? Write(IReadOnlyList<TrailStep>? trail) =>
        trail is null or [] ? null : string.Join('\n', trail.Select(step => string.Join('\t', new[] { step.Used, step.Where, step.Was }.Select(OnOneLine))));

    public static IReadOnlyList<TrailStep> Read(string? written) =>
        written is null ? [] : [.. written.Split('\n').Select(line => line.Split('\t')).Select(part => new TrailStep(part[0], part[1], part[2]))];

    private static string OnOneLine(string words) => words.ReplaceLineEndings(" ").Replace('\t', ' ');
}
