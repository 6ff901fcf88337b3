namespace Alongside.Recall.Fitting;

/// <summary>One answer as the formulas see it: calendar days (UTC) since the one before, 0 for the first.</summary>
internal readonly record struct Turn(int Days, Answer Answer, DateTimeOffset At)
{
    public bool Remembered => Answer != Answer.Again;
}

/// <summary>A learner's log, card by card.</summary>
internal static class StudyHistory
{
    /// <param name="reviews">Any cards, oldest first.</param>
    public static IReadOnlyList<Turn[]> Of(IEnumerable<Review> reviews)
    {
        var cards = new Dictionary<CardId, List<Turn>>();
        foreach (var review in reviews)
        {
            if (!cards.TryGetValue(review.Card, out var turns))
                cards[review.Card] = turns = [];
            turns.Add(new(turns.Count == 0 ? 0 : Scheduler.ElapsedDays(turns[^1].At, review.At), review.Answer, review.At));
        }
        return [.. cards.Values.Select(turns => turns.ToArray())];
    }
}
