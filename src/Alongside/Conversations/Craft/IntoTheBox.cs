namespace Alongside.Conversations.Craft;

/// <summary>
/// All that a button can put into a specialist's box: the person's own words, quoted, and the specialist's own prepared piece. Both
/// are looked up, never taken from what was sent, and nothing of ours has a way in: no sentence is ever offered to send.
/// </summary>
internal static class IntoTheBox
{
    /// <param name="draft">What is in the box.</param>
    /// <param name="sheet">The conversation, as the one who pressed sees it.</param>
    /// <param name="quote">The quote that was pressed, by its name.</param>
    /// <param name="piece">The piece that was pressed, by its id.</param>
    public static Draft With(Draft draft, ConversationSheet sheet, string? quote, string? piece)
    {
        if (sheet.IsPerson || sheet.State == "ended")
        {
            return draft;
        }

        var box = (draft.Text ?? "").TrimEnd();
        return Quotes.Find(sheet, quote) is { } found ? draft with { Text = $"{(box.Length > 0 ? box + " " : "")}“{found.Words}” " }
            : sheet.Pieces.FirstOrDefault(p => p.Id == piece) is { } own ? draft with { Text = $"{(box.Length > 0 ? box + "\n\n" : "")}{own.Words.Words}", Shares = true }
            : draft;
    }
}
