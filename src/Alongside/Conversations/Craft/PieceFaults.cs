namespace Alongside.Conversations.Craft;

/// <summary>What is wrong with each box of a piece, in a plain sentence; null where nothing is.</summary>
public sealed record PieceFaults(string? About, string? Purpose, string? Words)
{
    public static PieceFaults None { get; } = new(null, null, null);
}
