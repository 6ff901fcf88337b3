using System.Text.Json;

namespace Alongside.Lens.Scoring;

/// <summary>One line in: what the helper said, and what it answered.</summary>
internal sealed record Turn(JsonElement Id, string Text, string? Context)
{
    public static Turn? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("id", out var id)
                && root.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String
                ? new Turn(id.Clone(), text.GetString()!, ContextOf(root))
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a surrogate pair in a string: the caller names the line.
            return null;
        }
    }

    private static string? ContextOf(JsonElement root) =>
        root.TryGetProperty("context", out var context) && context.ValueKind is JsonValueKind.String ? context.GetString() : null;
}
