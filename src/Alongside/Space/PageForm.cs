using System.Globalization;
using Alongside.Platform.Html;

namespace Alongside.Space;

/// <summary>What somebody typed into the form of a page.</summary>
/// <param name="Body">All of it, so that nothing typed is lost even when it cannot be kept.</param>
/// <param name="TooLong">The field that is longer than one can be.</param>
/// <param name="Empty">Nothing was said.</param>
/// <param name="Sent">The recording that came along.</param>
internal sealed record PageForm(PageBody Body, string? TooLong, bool Empty, SentRecording Sent)
{
    private const int MostSteps = 50;

    /// <summary>What came in a form.</summary>
    /// <param name="kind">What is written.</param>
    /// <param name="form">As it was sent.</param>
    /// <param name="before">What the page says now.</param>
    /// <param name="mine">Whether whoever writes is the owner: a reader with a pen writes, and leaves the owner's voice as it is.</param>
    public static PageForm Read(PageKind kind, IFormCollection form, PageBody before, bool mine = true)
    {
        var fields = new Dictionary<string, string>();
        string? tooLong = null;
        foreach (var field in kind.Fields.Where(f => f.Type is not (PageFieldType.Lines or PageFieldType.Recording)))
        {
            var typed = form[field.Name].ToString();
            var words = field.Type switch
            {
                PageFieldType.Choice => field.Choices.Contains(typed) ? typed : "",
                PageFieldType.Many => string.Join(',', field.Choices.Where(form[field.Name].Contains)),
                PageFieldType.Drawing => form[field.Name + "-gone"] == "yes" ? "" : Drawing.Fit(typed),
                PageFieldType.Line => Wording.Of(typed)?.ReplaceLineEndings(" "),
                _ => Wording.Of(typed),
            };
            tooLong ??= words is null ? field.Name : null;
            if ((words ?? typed) is { Length: > 0 } said)
            {
                fields[field.Name] = said;
            }
        }

        var steps = before.Steps;
        if (kind.Fields.FirstOrDefault(f => f.Type is PageFieldType.Lines) is { } lines)
        {
            var typed = Wording.Of(form[lines.Name]);
            tooLong ??= typed is null ? lines.Name : null;
            // A step that is still there in the same words is as far as it was.
            steps = [.. Wording.LinesOf(typed ?? form[lines.Name].ToString()).Take(MostSteps)
                .Select(words => before.Steps?.FirstOrDefault(s => s.Words == words) ?? new SmallStep(words, "open"))];
        }

        var own = kind.Fields.Any(f => f.Type is not (PageFieldType.Choice or PageFieldType.Section or PageFieldType.OwnPage) && fields.ContainsKey(f.Name));
        var sent = kind.IsHeard && mine ? SentRecording.Read(form) : new(null, null);
        var recording = mine && form[SentRecording.Field + "-gone"] == "yes" ? null : before.Recording;
        return new(
            before with { Fields = fields, Steps = steps is [] ? null : steps, Recording = recording }, tooLong,
            !own && steps is not [_, ..] && recording is null && !sent.Came, sent);
    }

    /// <summary>When something was, in the person's own way of saying it, as a day to put things in order by: the first day it can mean.</summary>
    public static DateOnly? DayOf(string on) =>
        DateOnly.TryParseExact(on.Trim(), ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
