namespace Alongside.Study.Letters;

/// <summary>A letter that is still to be handed to the mail server.</summary>
/// <param name="Tries">How often it was tried.</param>
/// <param name="MadeAt">Since when, in microseconds.</param>
/// <param name="DueAt">When it is tried next.</param>
internal sealed record DueLetter(string SubscriptionId, string ArticleId, long Tries, long MadeAt, long DueAt)
{
    /// <summary>In the place of an article: the letter that asks whether somebody wants letters.</summary>
    public const string Question = "";

    public bool IsQuestion => ArticleId == Question;
}
