namespace Alongside.Conversations;

/// <summary>What can be chosen where a kind of moment chooses. Signals are the community's own and stand in its policy.</summary>
internal static class Choices
{
    public static readonly IReadOnlyList<string> Answers = ["yes", "not-quite", "more"];

    public static readonly IReadOnlyList<string> Wants = ["listen", "think", "story", "find"];

    public static readonly IReadOnlyList<string> Quiet = ["offer", "join"];

    public static readonly IReadOnlyList<string> Consents = ["yes", "no"];

    /// <summary>
    /// The wheel: the whole of what people feel, the bright beside the dark, in families that lie next to those they are near.
    /// It has no order of better and worse, and nothing is counted.
    /// </summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Feelings =
    [
        ["sad", "hurt", "lonely", "grieving"],
        ["heavy", "tired", "empty", "hopeless"],
        ["ashamed", "guilty", "small", "jealous"],
        ["afraid", "worried", "overwhelmed", "unsafe"],
        ["angry", "fed-up", "bitter", "unheard"],
        ["numb", "confused", "torn", "restless"],
        ["calm", "safe", "relieved", "rested"],
        ["grateful", "loved", "close", "proud"],
        ["hopeful", "curious", "brave", "glad"],
    ];

    public static bool IsFeeling(string word) => Feelings.Any(family => family.Contains(word));
}
