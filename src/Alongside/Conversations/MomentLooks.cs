using Alongside.Platform.Html;

namespace Alongside.Conversations;

/// <summary>How kinds of moments look on a page.</summary>
internal static class MomentLooks
{
    /// <summary>Small pictures by what they stand for: a kind, or one of its choices.</summary>
    public static readonly IReadOnlyDictionary<string, MarkOf> Marks = new Dictionary<string, MarkOf>
    {
        ["signal"] = MarkOf.Here,
        ["with-you"] = MarkOf.WithYou,
        ["take-your-time"] = MarkOf.TakeYourTime,
        ["reading-slowly"] = MarkOf.ReadingSlowly,
        ["need-a-moment"] = MarkOf.Pause,
        ["nod"] = MarkOf.Nod,
        ["reflection"] = MarkOf.Reflection,
        ["answer"] = MarkOf.Reflection,
        ["yes"] = MarkOf.Sent,
        ["feeling"] = MarkOf.Feeling,
        ["quiet"] = MarkOf.Quiet,
        ["card"] = MarkOf.Lamp,
    };

    public static MarkOf? MarkFor(string kind, string? choice) =>
        choice is not null && Marks.TryGetValue(choice, out var chosen) ? chosen : Marks.TryGetValue(kind, out var mark) ? mark : null;

    /// <summary>Somebody came, was lost or went, or something does not open: nobody's words.</summary>
    public static bool IsOfTheHouse(string kind) => kind is "joined" or "parted" or "stepback" or "ended" or "going" or "unreadable";

    /// <summary>Somebody takes the turn; the others are shown beside the words.</summary>
    public static bool HasVoice(string kind) => kind is "said" or "reflection" or "answer" or "feeling" or "card" or "handover" or "consent";

    /// <summary>Where the page offers a nod: what asks has answers of its own.</summary>
    public static bool MayBeNoddedAt(string kind) => kind is "said" or "answer" or "feeling";

    /// <summary>What the text of a choice is called.</summary>
    public static string WantKey(string? want) => "Want." + want;

    /// <inheritdoc cref="WantKey"/>
    public static string AnswerKey(string? answer) => "Answer." + answer;

    /// <inheritdoc cref="WantKey"/>
    public static string ConsentKey(string? consent) => "Consent." + consent;

    /// <inheritdoc cref="WantKey"/>
    public static string FeelingKey(string? feeling) => "Feeling." + feeling;
}
