using Alongside.People;
using Alongside.Platform.Html;

namespace Alongside.Library;

/// <summary>What somebody typed to tell a story, all of it, so that nothing is lost when it cannot be sent.</summary>
/// <param name="Wrong">The text that says what is missing or too much; null when it can be sent.</param>
internal sealed record TellingForm(TellingBody Body, string? Wrong)
{
    private const int LongestLine = 120, LongestStep = 500;

    public static TellingForm Read(IFormCollection form, Me me)
    {
        List<TrailStep> trail = [.. Enumerable.Range(0, TrailStep.Most).Select(i => new TrailStep(Line($"used-{i}"), Line($"where-{i}"), Line($"was-{i}"))).Where(step => step != new TrailStep("", "", ""))];
        var typed = new TellingBody(
            Line("title"), Names.Seen(Line("name")), Line("notes"), Wording.Of(form["words"]) ?? form["words"].ToString(),
            [.. Tags.All.Where(form["tag"].Contains)], Line("cardTitle"), Wording.Of(form["cardWords"]) ?? form["cardWords"].ToString(), Trail: trail);
        var body = typed with { Name = typed.Name.Length == 0 ? me.Name : typed.Name };
        return new(body,
            body.Title.Length == 0 || body.Words.Length == 0 ? "Missing"
            : body.Words.Length > Wording.Most || body.CardWords.Length > Wording.Most
                || new[] { body.Title, body.Name, body.Notes, body.CardTitle }.Any(line => line.Length > LongestLine)
                || trail.Any(step => step.Used.Length > LongestLine || step.Where.Length > LongestLine || step.Was.Length > LongestStep) ? "TooLong"
            : body.CardTitle.Length == 0 != (body.CardWords.Length == 0) ? "HalfCard"
            : trail.Any(step => step.Used.Length == 0) ? "HalfStep"
            : form["agreed"] != "yes" ? "NotAgreed"
            : null);

        string Line(string name) => (Wording.Of(form[name]) ?? form[name].ToString()).ReplaceLineEndings(" ").Replace('\t', ' ');
    }
}
