using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;
using Alongside.Study.Articles;

namespace Alongside.Study.Bank;

/// <summary>Reads lessons, and articles, which are written in the same form: a small head between two lines of dashes, then Markdown.</summary>
internal static partial class LessonReader
{
    /// <summary>The highest grade of an article: anybody may come upon one, on any night.</summary>
    public const double HighestGradeOfArticles = 6;

    public static Lesson? Read(string file, string text, ICollection<Fault> faults) => Read(file, text, "a lesson", faults, (head, body) => new Lesson(
        head.Needed("id"), head.Needed("title"), head.Number("minutes"), head.Words("tags"), head.Words("items"), head.Text("practice"), body));

    public static Article? ReadArticle(string file, string text, ICollection<Fault> faults) => Read(file, text, "an article", faults, (head, body) =>
    {
        var article = new Article(
            head.Needed("id"), head.Needed("title"), head.Number("minutes"), head.Needed("opening"), head.Text("source"), head.Day("checked"), head.Needed("state") is "reviewed", body);
        if (!Id().IsMatch(article.Id))
        {
            head.Refuse("an id is small letters with dashes between", "id");
        }

        if (head.Text("state") is not (null or "draft" or "reviewed"))
        {
            head.Refuse("“state” is draft or reviewed", "state");
        }

        if (article.Source is null != article.Checked is null)
        {
            head.Refuse("“source” and “checked” stand together or not at all");
        }

        return article;
    });

    /// <summary>How an article reads.</summary>
    public static IEnumerable<Fault> Look(string file, Article article) => Words(file, $"{article.Opening}\n\n{article.Body}", HighestGradeOfArticles);

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

        foreach (var fault in Words(file, lesson.Body, Linter.HighestGrade))
        {
            yield return fault;
        }
    }

    private static T? Read<T>(string file, string text, string what, ICollection<Fault> faults, Func<Entry, string, T> read) where T : class
    {
        if (Head().Match(text) is not { Success: true } head)
        {
            faults.Add(new(file, 1, $"{what} begins with its head between two lines of three dashes"));
            return null;
        }

        if (Entries.Read(head.Groups[1].Value, file, 2, faults) is not { } entry)
        {
            return null;
        }

        var body = text[head.Length..].Trim();
        var found = read(entry, body);
        entry.NothingElse();
        if (body.Length == 0)
        {
            entry.Refuse("there are no words after the head");
        }

        return entry.Whole ? found : null;
    }

    private static IEnumerable<Fault> Words(string file, string words, double highestGrade)
    {
        if (Vocabulary.FirstBanned(words) is { } word)
        {
            yield return new(file, 2, $"“{word}” is a word we do not use; name the person, or put it in quotation marks if somebody says it");
        }

        if (Grade.Of(Marks().Replace(words, ". ")) is var grade && grade > highestGrade)
        {
            yield return new(file, 2, $"this reads at grade {grade:0.0}, more than {highestGrade}: shorter words and sentences, please");
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
