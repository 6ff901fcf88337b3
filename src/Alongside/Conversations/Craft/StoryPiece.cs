namespace Alongside.Conversations.Craft;

/// <summary>Something a specialist lived, prepared to be told: for the other one, and short.</summary>
/// <param name="Id">Where it is found, by its owner.</param>
/// <param name="Version">1, 2, 3…: how often it was kept.</param>
public sealed record StoryPiece(string Id, long Version, PieceWords Words);

/// <summary>What a piece says. Sealed as one.</summary>
/// <param name="About">A few words by which its owner finds it.</param>
/// <param name="Purpose">Why they would tell it.</param>
/// <param name="Words">As they would tell it.</param>
public sealed record PieceWords(string About, string Purpose, string Words)
{
    public const int LongestAbout = 200;
    public const int LongestPurpose = 500;

    /// <summary>So many words are still short: about half a minute of reading.</summary>
    public const int ShortWords = 60;

    /// <summary>Read from the words, so that it is always true.</summary>
    public bool IsShort => Balance.WordsIn(Words) <= ShortWords;
}
