using System.Globalization;

namespace Alongside.Conversations.Craft;

/// <summary>
/// The person's own last sentences, so that a specialist may answer with their words and not with better ones. The page's own
/// copy is in wwwroot/js/craft.js.
/// </summary>
internal static class Quotes
{
    /// <summary>How many lie ready.</summary>
    public const int Most = 4;

    /// <summary>The most letters of a quote: a longer sentence is quoted from its beginning.</summary>
    public const int Longest = 140;

    /// <summary>The last sentences, in the order they were said.</summary>
    public static IReadOnlyList<Quote> Of(ConversationSheet sheet) =>
        [.. Theirs(sheet).Reverse().SelectMany(moment => In(moment).Reverse()).Take(Most).Reverse()];

    /// <summary>One that was pressed, by its name; null: nothing of theirs is called that.</summary>
    public static Quote? Find(ConversationSheet sheet, string? name) =>
        name?.Split('.') is [var seq, _] && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? Theirs(sheet).Where(m => m.Seq == at).SelectMany(In).FirstOrDefault(quote => quote.Name == name) : null;

    private static IEnumerable<MomentView> Theirs(ConversationSheet sheet) =>
        sheet.Moments.Where(m => m.Author == "person" && m.Kind is "said" or "answer");

    private static IEnumerable<Quote> In(MomentView moment) =>
        Sentences(moment.Text).Select((words, nth) => new Quote($"{moment.Seq}.{nth}", words));

    private static IEnumerable<string> Sentences(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isLast = i + 1 == text.Length;
            if (!isLast && text[i] != '\n' && !(".!?…".Contains(text[i], StringComparison.Ordinal) && char.IsWhiteSpace(text[i + 1])))
            {
                continue;
            }

            var sentence = Shortened(text[from..(i + 1)].Trim());
            from = i + 1;
            if (sentence.Any(char.IsLetterOrDigit))
            {
                yield return sentence;
            }
        }
    }

    // Between two words; a single word as long as that is not quoted.
    private static string Shortened(string sentence) => sentence.Length <= Longest ? sentence
        : sentence.LastIndexOf(' ', Longest) is > 0 and var end ? sentence[..end] + "…" : "";
}

/// <summary>A sentence of the person's.</summary>
/// <param name="Name">The seq it was said under and which of its sentences it is, such as <c>12.0</c>.</param>
internal sealed record Quote(string Name, string Words);
