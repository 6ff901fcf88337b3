using System.Text.Encodings.Web;
using System.Text.Json;
using Alongside.Platform.Sealing;

namespace Alongside.Library;

/// <summary>What somebody tells for the library, and how far it has come.</summary>
/// <param name="Card">The id of what helped them, as a card beside the story; null: they told of none.</param>
/// <param name="ConsentedAt">When they agreed that everybody may read it, microseconds UTC.</param>
/// <param name="ThanksWishedAt">When they said that they wish to be thanked; null: they do not.</param>
internal sealed record Telling(
    string Id, string KeyId, TellingState State, long Version, string? Card, long ConsentedAt, long? ThanksWishedAt, TellingBody Body)
{
    public static SealedPlace Place(string id, long version) => new("telling.sealed", id, version);

    public IEnumerable<LibraryEntry> Entries
    {
        get
        {
            if (Card is { } card)
            {
                yield return new(card, "card", Body.CardTitle, Body.CardWords, Body.Name, null, Body.Tags, [], LibraryEntry.Told, Body.Trail);
            }

            yield return new(Id, "story", Body.Title, Body.Words, Body.Name, Body.Notes.Length > 0 ? Body.Notes : null, Body.Tags, Card is null ? [] : [Card], LibraryEntry.Told,
                Card is null ? Body.Trail : null);
        }
    }
}

/// <summary>How far it has come. The names are what is stored.</summary>
public enum TellingState
{
    /// <summary>A second pair of eyes has yet to read it.</summary>
    Waiting,

    /// <summary>It came back with words for its teller.</summary>
    Returned,

    /// <summary>Everybody can read it.</summary>
    Shown,
}

/// <summary>The teller's own words. All of it is sealed while nobody else reads it.</summary>
/// <param name="Name">What they are called in the library.</param>
/// <param name="Notes">What a reader may want to know before they read.</param>
/// <param name="Tags">What it is about, who it is by, what it is made of, what it hopes for.</param>
/// <param name="CardTitle">With <paramref name="CardWords"/> what helped them, as a card; both empty: none.</param>
/// <param name="Returned">What the second reader wrote to them.</param>
/// <param name="Trail">What they used on the way. It stands with the card; without one, with the story.</param>
public sealed record TellingBody(
    string Title, string Name, string Notes, string Words, IReadOnlyList<string> Tags, string CardTitle, string CardWords, string Returned = "",
    IReadOnlyList<TrailStep>? Trail = null)
{
    // Sealed bytes are never read as markup, so letters stay letters.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TellingBody Blank { get; } = new("", "", "", "", [], "", "");

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static TellingBody Read(byte[] words) => JsonSerializer.Deserialize<TellingBody>(words, Json)!;
}
