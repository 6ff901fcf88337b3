namespace Alongside.Conversations;

/// <summary>A name inside a sentence of ours: whichever way its letters run, the sentence keeps its own direction.</summary>
internal static class Isolated
{
    public static string Name(string? name) => $"\u2068{name}\u2069";
}
