namespace Alongside.Space;

/// <summary>In which order somebody's chapters stand: the one they chose, and after that the order they were written in.</summary>
internal static class ChapterOrder
{
    /// <summary>Where it stands among what they chose here: ids, one after the other.</summary>
    public const string Field = "chapters";

    public static IReadOnlyList<OwnPage> Of(IEnumerable<OwnPage> chapters, PageBody own)
    {
        var chosen = own[Field].Split(' ');
        return [.. chapters.OrderBy(c => Array.IndexOf(chosen, c.Id.Value) is var at and >= 0 ? at : int.MaxValue).ThenBy(c => c.MadeAt).ThenBy(c => c.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>One of them a place up or down among those beside it. One that is at the end already stays there.</summary>
    /// <param name="chapters">As they stand now: chapters, or endings.</param>
    public static IReadOnlyList<OwnPage> Moved(IReadOnlyList<OwnPage> chapters, PageId chapter, int by)
    {
        var moved = chapters.ToList();
        var from = moved.FindIndex(c => c.Id == chapter);
        var to = from + by;
        if (from >= 0 && to >= 0 && to < moved.Count)
        {
            (moved[from], moved[to]) = (moved[to], moved[from]);
        }

        return moved;
    }
}
