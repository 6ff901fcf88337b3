using System.Text.RegularExpressions;

namespace Alongside.Study.Bank;

/// <summary>Reads lessons: a small head between two lines of dashes, then Markdown.</summary>
internal static partial class LessonReader
{
    public static Lesson? Read(string file, string text, ICollection<Fault> faults)
    {
        if (Head().Match(text) is not { Success: true } head)
        {
            faults.Add(new(file, 1, "a lesson begins with its head between two lines of three dashes"));
            return null;
        }

        if (Entries.Read(head.Groups[1].Value, file, 2, faults) is not { } entry)
        {
            return null;
        }

        var lesson = new Lesson(
            entry.Needed("id"), entry.Needed("title"), entry.Number("minutes"), entry.Words("tags"), entry.Words("items"), entry.Text("practice"), text[head.Length..].Trim());
        entry.NothingElse();
        if (lesson.Body.Length == 0)
        {
            entry.Refuse("there are no words after the head");
        }

        return entry.Whole ? lesson : null;
    }

    /// <summary>What is wrong with a lesson that could be read.</summary>
    public static IEnumerable<Fault> Look(string file, Lesson lesson, Competences competences, Func<string, bool> isItem)
    {
        if (!Id().IsMatch(lesson.Id))
        {
            yield return new(file, 2, "an id is small letters with dashes between");
        }

        if (lesson.Tags.Count == 0)
        {
            yield return new(file, 2, "at least one tag is needed");
        }

        foreach (var tag in lesson.Tags.Where(t => competences.Find(t) is null))
        {
            yield return new(file, 2, $"“{tag}” is not in Content/Growth/competences.yaml");
        }

        if (lesson.Items.Count == 0)
        {
            yield return new(file, 2, "a lesson ends in at least one item");
        }

        foreach (var item in lesson.Items.Where(i => !isItem(i)))
        {
            yield return new(file, 2, $"there is no item “{item}”");
        }

        if (lesson.Practice is null)
        {
            yield return new(file, 2, "a lesson ends in a scene to practice: “practice” names the person who fits");
        }

        if (Vocabulary.FirstBanned(lesson.Body) is { } word)
        {
            yield return new(file, 2, $"“{word}” is a word we do not use; name the person, or put it in quotation marks if somebody says it");
        }

        if (Grade.Of(Marks().Replace(lesson.Body, ". ")) is var grade and > Linter.HighestGrade)
        {
            yield return new(file, 2, $"this reads at grade {grade:0.0}, more than {Linter.HighestGrade}: shorter words and sentences, please");
        }
    }

    [GeneratedRegex(@"\A---\r?\n(.*?\n)---\r?\n", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Id();

    // Headings and the lines of a list end without a full stop.
    [GeneratedRegex(@"\n\s*(\n|[-*#>]\s*)+")]
    private static partial Regex Marks();
}
