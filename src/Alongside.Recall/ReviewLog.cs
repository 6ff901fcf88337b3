namespace Alongside.Recall;

/// <summary>An entry of a learner's append-only log: an answer, or that an answer was taken back.</summary>
public abstract record LogEntry
{
    private LogEntry()
    {
    }

    public sealed record Answered(Review Review) : LogEntry;

    public sealed record Undone(ReviewId Review) : LogEntry;
}

/// <summary>Reads a log whose entries may come twice and in any order, as devices that were offline send them.</summary>
public static class ReviewLog
{
    /// <summary>The reviews that stand, oldest first: each id once, none that was undone; the same for any order of entries.</summary>
    public static IReadOnlyList<Review> Standing(IEnumerable<LogEntry> entries)
    {
        var answered = new List<Review>();
        var gone = new HashSet<ReviewId>();
        foreach (var entry in entries)
        {
            if (entry is LogEntry.Answered { Review: var review })
                answered.Add(review);
            else if (entry is LogEntry.Undone { Review: var undone })
                gone.Add(undone);
        }
        answered.Sort(Earlier);
        // An undone id counts as seen, so neither it nor a second copy of any review is kept.
        return answered.FindAll(review => gone.Add(review.Id));
    }

    /// <summary>The entry that takes back the last standing answer, or null when nothing is left to undo.</summary>
    public static LogEntry? UndoLast(IEnumerable<LogEntry> entries) =>
        Standing(entries) is [.., var last] ? new LogEntry.Undone(last.Id) : null;

    private static int Earlier(Review a, Review b)
    {
        var order = a.At.CompareTo(b.At);
        if (order == 0)
            order = a.Id.Value.CompareTo(b.Id.Value);
        if (order == 0)
            order = a.Card.Value.CompareTo(b.Card.Value);
        return order != 0 ? order : a.Answer.CompareTo(b.Answer);
    }
}
