namespace Alongside.Recall;

/// <summary>What each answer would make of a card, shown before the learner chooses.</summary>
public sealed record Preview(Card Again, Card Hard, Card Good, Card Easy)
{
    /// <exception cref="ArgumentOutOfRangeException">The answer is none of the four.</exception>
    public Card this[Answer answer] => answer switch
    {
        Answer.Again => Again,
        Answer.Hard => Hard,
        Answer.Good => Good,
        Answer.Easy => Easy,
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Again, Hard, Good or Easy"),
    };
}
