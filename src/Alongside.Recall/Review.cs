namespace Alongside.Recall;

/// <summary>Made by the device that showed the card, so that sending a review twice keeps it once.</summary>
public readonly record struct ReviewId(Guid Value);

public readonly record struct CardId(Guid Value);

/// <summary>One answer as it was given. Nothing computed is in it, so a later algorithm can replay it.</summary>
public sealed record Review(ReviewId Id, CardId Card, DateTimeOffset At, Answer Answer);
