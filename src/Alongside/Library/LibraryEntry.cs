namespace Alongside.Library;

/// <summary>Something published: a card ("here is what helped me") or a story.</summary>
/// <param name="Kind"><c>card</c> or <c>story</c>.</param>
/// <param name="Teller">What the teller is called; null for a card that is nobody's own.</param>
/// <param name="Notes">What a reader may want to know before reading; null when there is nothing.</param>
/// <param name="Tags">What it is about, as <c>about:night</c>.</param>
/// <param name="Cards">The cards a story tells of.</param>
/// <param name="Origin">Who brought it here.</param>
/// <param name="Trail">What was used on the way; null or empty: that is not told.</param>
public sealed record LibraryEntry(
    string Id, string Kind, string Title, string Words, string? Teller, string? Notes, IReadOnlyList<string> Tags, IReadOnlyList<string> Cards, string Origin,
    IReadOnlyList<TrailStep>? Trail = null)
{
    /// <summary>Written for this service, so that the first shelf is not empty. It is nobody's own story, and says so.</summary>
    public const string Starter = "starter";

    /// <summary>A made-up person's, in the demo.</summary>
    public const string Example = "example";

    /// <summary>Told by somebody here, who agreed that everybody may read it until they take it back.</summary>
    public const string Told = "told";

    public bool IsStory => Kind == "story";

    public string Address => IsStory ? $"/library/stories/{Id}" : $"/library/cards/{Id}";
}
