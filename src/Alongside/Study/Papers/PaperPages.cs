using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Recall;
using Alongside.Recall.Exam;
using Alongside.Study.Bank;
using Alongside.Study.Reviews;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.Study.Papers;

/// <summary>Mock papers: made, answered in any order, rested, handed in, and looked over with reasons.</summary>
internal static class PaperPages
{
    private const int MostOpen = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var papers = routes.MapGroup("/study/papers").ForEveryoneSignedIn().DisableAntiforgery();
        papers.MapGet("", ListAsync);
        papers.MapPost("", MakeAsync);
        papers.MapGet("/{paper}", ShowAsync);
        papers.MapPost("/{paper}/answers", AnswerAsync);
        papers.MapPost("/{paper}/rest", RestAsync);
        papers.MapPost("/{paper}/ending", EndAsync);
        papers.MapPost("/{paper}/reviews", ReviewAsync);
    }

    private static async Task<RazorComponentResult> ListAsync(
        Me me, PaperStore papers, Blueprints blueprints, Readings readings, Learners learners, QuestionBank bank, CancellationToken cancel)
    {
        var blueprint = await blueprints.ReadAsync(cancel);
        var settings = await learners.OfAsync(me.Person, cancel);
        return Pages.Show<PapersPage>(new
        {
            Sheet = new PapersSheet(
                [.. (await papers.OfAsync(me.Person, cancel)).Select(p => new PaperLine(
                    p.Id, p.MadeAt, p.Items.Count, p.EndedAt is null ? null : p.Items.Index().Count(i => p.AnswerAt(i.Index).Chosen is { } c && bank.FindAt(i.Item, p.MadeAt)?.Right == c)))],
                [.. Counts(blueprint, bank).Select(n => (n, blueprint.MinutesFor(n, settings.TimePercent)))],
                Words(await readings.ForAsync(me.Person, blueprint, cancel), blueprint),
                settings.LargeType),
        });
    }

    private static async Task<Results<SeeOther, BadRequest, StatusCodeHttpResult>> MakeAsync(
        [FromForm] string? count, [FromForm] string? timed, Me me, PaperStore papers, Blueprints blueprints, Learners learners, QuestionBank bank, CancellationToken cancel)
    {
        var blueprint = await blueprints.ReadAsync(cancel);
        if (!int.TryParse(count, CultureInfo.InvariantCulture, out var items) || !Counts(blueprint, bank).Contains(items))
        {
            return TypedResults.BadRequest();
        }

        if ((await papers.OfAsync(me.Person, cancel)).Count(p => p.EndedAt is null) >= MostOpen)
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var percent = (await learners.OfAsync(me.Person, cancel)).TimePercent;
        return Pages.SeeOther($"/study/papers/{await papers.MakeAsync(me.Person, blueprint, items, timed == "yes" ? blueprint.MinutesFor(items, percent) : 0, cancel)}");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        string paper, Me me, PaperStore papers, Learners learners, QuestionBank bank, TimeProvider clock, CancellationToken cancel, int q = 1)
    {
        if (await papers.FindAsync(me.Person, paper, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var large = (await learners.OfAsync(me.Person, cancel)).LargeType;
        if (found.EndedAt is not null)
        {
            return Pages.Show<PaperResultPage>(new { Result = Result(found, bank, clock, large) });
        }

        var place = Math.Clamp(q - 1, 0, Math.Max(0, found.Items.Count - 1));
        var item = found.Items.Count == 0 ? null : bank.FindAt(found.Items[place], found.MadeAt);
        var answer = found.AnswerAt(place);
        return Pages.Show<PaperPage>(new
        {
            Sheet = new PaperSheet(
                found.Id, place, item is null ? null : Asked.Of(item, bank, StudyCards.Shuffled(item, Turn(found.Id))), answer.Chosen, answer.Flagged, found.Rests,
                found.TimeLeft(clock.GetUtcNow()) is { } left ? (int)Math.Ceiling(left.TotalMinutes) : null,
                [.. found.Items.Index().Select(i => new PaperPlace(found.AnswerAt(i.Index).Chosen is not null, found.AnswerAt(i.Index).Flagged))], large),
        });
    }

    private static async Task<Results<SeeOther, NotFound>> AnswerAsync(
        string paper, [FromForm] string? place, [FromForm] string? chosen, [FromForm] string? flagged, [FromForm] string? go, Me me, PaperStore papers, CancellationToken cancel)
    {
        if (await papers.FindAsync(me.Person, paper, cancel) is not { } found
            || !int.TryParse(place, CultureInfo.InvariantCulture, out var at) || at < 0 || at >= found.Items.Count)
        {
            return TypedResults.NotFound();
        }

        await papers.AnswerAsync(me.Person, found, at, int.TryParse(chosen, out var option) && option is >= 0 and < 4 ? option : null, flagged is not null, cancel);
        var next = go switch
        {
            "previous" => at,
            _ when int.TryParse(go, CultureInfo.InvariantCulture, out var wanted) => wanted,
            _ => Math.Min(at + 2, found.Items.Count),
        };
        return Pages.SeeOther($"/study/papers/{found.Id}?q={Math.Max(1, next)}");
    }

    private static async Task<Results<SeeOther, NotFound>> RestAsync(
        string paper, [FromForm] string? state, [FromForm] string? place, Me me, PaperStore papers, CancellationToken cancel)
    {
        if (await papers.FindAsync(me.Person, paper, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        await papers.RestAsync(me.Person, found.Id, state == "rest", cancel);
        return Pages.SeeOther($"/study/papers/{found.Id}?q={(int.TryParse(place, CultureInfo.InvariantCulture, out var at) ? at + 1 : 1)}");
    }

    private static async Task<Results<SeeOther, NotFound>> EndAsync(string paper, Me me, PaperStore papers, CancellationToken cancel)
    {
        if (await papers.FindAsync(me.Person, paper, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        await papers.EndAsync(me.Person, found.Id, cancel);
        return Pages.SeeOther($"/study/papers/{found.Id}");
    }

    // What was not right goes into the reviews, when the learner says so; each once, by an id made of the paper and the item.
    private static async Task<Results<SeeOther, NotFound>> ReviewAsync(
        string paper, Me me, PaperStore papers, StudyLog log, QuestionBank bank, TimeProvider clock, CancellationToken cancel)
    {
        if (await papers.FindAsync(me.Person, paper, cancel) is not { EndedAt: not null } found)
        {
            return TypedResults.NotFound();
        }

        await log.KeepAllAsync(me.Person,
            [.. found.Items.Index().Where(i => bank.FindAt(i.Item, found.MadeAt) is { } item && item.Right != found.AnswerAt(i.Index).Chosen)
                .Select(i => new Answered(
                    new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{found.Id} {i.Item}")).AsSpan(0, 16)), i.Item, clock.GetUtcNow(), Answer.Again,
                    bank.PlaceIn(i.Item, bank.FindAt(i.Item, found.MadeAt)!.Version, found.AnswerAt(i.Index).Chosen)))],
            cancel);
        return Pages.SeeOther("/study/reviews");
    }

    private static PaperResult Result(Paper paper, QuestionBank bank, TimeProvider clock, bool large)
    {
        var questions = paper.Items.Index()
            .Select(i => (i.Index, Item: bank.FindAt(i.Item, paper.MadeAt), Answer: paper.AnswerAt(i.Index))).Where(q => q.Item is not null)
            .Select(q => (q.Answer, Domain: q.Item!.Domain, Question: new PaperQuestion(
                q.Index + 1, Asked.Of(q.Item, bank, StudyCards.Shuffled(q.Item, Turn(paper.Id))), q.Answer.Chosen, q.Answer.Chosen == q.Item.Right)))
            .ToList();
        return new(
            paper.Id, questions.Count(q => q.Question.Right), questions.Count, questions.Count(q => q.Question.Right && q.Answer.Late),
            (int)Math.Round(paper.TimeUsed(clock.GetUtcNow()).TotalMinutes), paper.Minutes,
            [.. bank.Domains.Select(d => (d, Of: questions.Where(q => q.Domain == d.Key).ToList())).Where(d => d.Of.Count > 0)
                .Select(d => new FieldResult(d.d.Name, d.Of.Count(q => q.Question.Right), d.Of.Count, LessonFor(d.d.Key, bank)))
                .OrderBy(f => (double)f.Right / f.Of)],
            [.. questions.Select(q => q.Question)], large);
    }

    internal static LessonLink? LessonFor(string domain, QuestionBank bank) =>
        bank.Lessons.Select(l => l.Lesson).FirstOrDefault(l => l.Items.Any(i => bank.Find(i)?.Domain == domain)) is { } lesson ? new(lesson.Id, lesson.Title) : null;

    internal static ReadinessWords Words(Readiness readiness, Blueprint blueprint) => readiness switch
    {
        Readiness.NotYet not => new(not.Missing, 0, 0, 0, 0, 0, blueprint.PercentToPass),
        Readiness.Likely likely => new(0, likely.LeastRight, likely.MostRight, likely.Items,
            (int)Math.Floor(likely.LeastChance * 100), (int)Math.Ceiling(likely.MostChance * 100), blueprint.PercentToPass),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static List<int> Counts(Blueprint blueprint, QuestionBank bank)
    {
        var there = bank.Items.Count(i => i.Kind != ItemKind.Card && blueprint.PartsOf(i.Domain) > 0);
        return [.. new[] { 10, blueprint.Items / 2, blueprint.Items }.Where(n => n > 0 && n <= there).Distinct().Order()];
    }

    private static int Turn(string paper) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(paper)), 0) & 0xFFFF;
}
