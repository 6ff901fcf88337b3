namespace Alongside.Recall;

/// <summary>Where a card is: not met yet, in its first short steps, spaced by days, or in short steps again after a lapse.</summary>
public enum CardState
{
    New,
    Learning,
    Review,
    Relearning,
}
