using Alongside.Platform.Html;
using Alongside.People;
using Alongside.Study.Bank;
using Alongside.Study.Papers;
using Alongside.Study.Reviews;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Study.Lessons;

/// <summary>Short lessons, open to anyone: the way in, the craft, and at the end of each a few questions.</summary>
internal static class LessonPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/study/lessons", (QuestionBank bank) => Pages.Show<LessonsPage>(new
        {
            Lessons = bank.Lessons.Select(l => new LessonLine(l.Lesson.Id, l.Lesson.Title, l.Lesson.Minutes)).ToList(),
        })).ForAnyone();
        routes.MapGet("/study/lessons/{lesson}", Show).ForAnyone();
    }

    private static Results<RazorComponentResult, NotFound> Show(string lesson, Me? me, QuestionBank bank)
    {
        if (bank.FindLesson(lesson) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var next = bank.Lessons.Select(l => l.Lesson).SkipWhile(l => l != found).Skip(1).FirstOrDefault();
        return Pages.Show<LessonPage>(new
        {
            Sheet = new LessonSheet(
                found.Title, found.Minutes, found.Body, [.. found.Tags.Select(t => bank.Competences.Find(t)?.Name).OfType<string>()],
                [.. found.Items.Select(bank.Find).OfType<Item>().Where(i => i.State is not ItemState.Retired).Select(i => Asked.Of(i, bank, StudyCards.Shuffled(i, 0)))],
                next is null ? null : new LessonLink(next.Id, next.Title), found.Practice),
            MayPractice = me?.Role is Role.Specialist,
        });
    }
}

public sealed record LessonLine(string Id, string Title, int Minutes);

/// <param name="Body">Markdown.</param>
/// <param name="Competences">What it is about, by name.</param>
/// <param name="Practice">Who of the people made up for practice fits it.</param>
public sealed record LessonSheet(string Title, int Minutes, string Body, IReadOnlyList<string> Competences, IReadOnlyList<Asked> Items, LessonLink? Next, string? Practice)
{
    /// <summary>Their name: their files are named by it.</summary>
    public string? PracticeName => Practice is null ? null : char.ToUpperInvariant(Practice[0]) + Practice[1..];
}
