namespace Alongside.Conversations.Craft;

/// <summary>
/// Who has been talking lately. Said in one calm sentence to the specialist who asks, read anew from the log each time, and kept
/// nowhere: nobody is measured by it. The page's own copy is in wwwroot/js/craft.js.
/// </summary>
internal static class Balance
{
    /// <summary>So many of the last turns count as lately.</summary>
    public const int Turns = 20;

    /// <summary>Fewer words than this say nothing yet.</summary>
    public const int Least = 40;

    public static IReadOnlyList<string> All { get; } = ["early", "mine", "even", "theirs"];

    /// <summary><c>early</c>, <c>mine</c> (more than three words in five), <c>theirs</c> (likewise) or <c>even</c>.</summary>
    public static string Of(ConversationSheet sheet)
    {
        var (mine, theirs) = (0, 0);
        foreach (var moment in sheet.Moments.Where(m => m.Kind is "said" or "reflection" or "answer").TakeLast(Turns))
        {
            var words = WordsIn(moment.Text);
            mine += sheet.IsMine(moment) ? words : 0;
            theirs += moment.Author == "person" ? words : 0;
        }

        var all = mine + theirs;
        return all < Least ? "early" : mine * 5 > all * 3 ? "mine" : theirs * 5 > all * 3 ? "theirs" : "even";
    }

    public static int WordsIn(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
