using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alongside.Space;

/// <summary>What a page says: the person's own words by the names of its fields. The whole of it is sealed.</summary>
/// <param name="Fields">By the names in <see cref="PageKind.Fields"/>; empty ones are left out.</param>
/// <param name="Steps">Small steps of a goal, in the person's order.</param>
/// <param name="From">Where a piece came from, when it was not the person's own from the start.</param>
/// <param name="Recording">The version with which the recording beside the words was kept; null: there is none.</param>
public sealed record PageBody(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<SmallStep>? Steps = null, Provenance? From = null, long? Recording = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Sealed bytes are never read as markup, so letters stay letters.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static PageBody Blank { get; } = new(new Dictionary<string, string>());

    public string this[string field] => Fields.GetValueOrDefault(field, "");

    public PageBody With(string field, string words) => this with
    {
        Fields = Fields.Where(f => f.Key != field).Append(new(field, words)).Where(f => f.Value.Length > 0).ToDictionary(),
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static PageBody Read(byte[] sealedWords) => JsonSerializer.Deserialize<PageBody>(sealedWords, Json)!;

    public bool Says(PageBody other) => Write() == other.Write();
}

/// <summary>One small step. Pausing and letting go are not failing: they are states like the others.</summary>
/// <param name="State"><c>open</c>, <c>done</c>, <c>paused</c> or <c>letgo</c>.</param>
public sealed record SmallStep(string Words, string State)
{
    public static IReadOnlyList<string> States { get; } = ["open", "done", "paused", "letgo"];
}

/// <summary>The card of the library a piece grew from.</summary>
/// <param name="Card">Its id; the teller's name is looked up there each time, so that a teller who goes takes it along.</param>
/// <param name="Title">What the card was called when it was taken.</param>
/// <param name="Words">What it said then, so that "changed by me" can be told.</param>
/// <param name="Story">The story it was read beside, if any.</param>
public sealed record Provenance(string Card, string Title, string Words, string? Story = null);
