using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Recall;
using Alongside.Study.Bank;
using Alongside.Study.Decks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Reviews;

/// <summary>One card in the middle of a calm page. Choosing and looking are plain links; only an answer is kept.</summary>
internal static class ReviewPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/study/reviews").ForEveryoneSignedIn().DisableAntiforgery();
        reviews.MapGet("", ShowAsync);
        reviews.MapPost("", AnswerAsync);
        reviews.MapPost("/undoing", TakeBackAsync);
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        Me me, Notebooks notebooks, QuestionBank bank, DeckStore decks, IStringLocalizer<StudyTexts> texts, CancellationToken cancel,
        string? item = null, int? version = null, int? chosen = null, bool shown = false, bool more = false)
    {
        var notebook = await notebooks.OpenAsync(me.Person, cancel);
        var id = item ?? notebook.Next(more);
        // As it stood when it was asked: whoever is answering it goes on with what they see.
        var found = id is null ? null : (version is { } shownAs ? bank.FindVersion(id, shownAs) : null) ?? bank.Find(id) ?? await decks.FindCardAsync(me.Person, id, cancel);
        return item is not null && found is null
            ? TypedResults.NotFound()
            : Pages.Show<ReviewPage>(new { Sheet = Sheet(notebook, bank, texts, found, chosen, shown, more) });
    }

    private static async Task<Results<SeeOther, NotFound, BadRequest, Conflict, StatusCodeHttpResult>> AnswerAsync(
        [FromForm] string? id, [FromForm] string? item, [FromForm] string? answer, [FromForm] string? chosen, [FromForm] int? version, [FromForm] string? more,
        Me me, StudyLog log, QuestionBank bank, DeckStore decks, StudyPace pace, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (!Guid.TryParse(id, out var made) || item is null || !Enum.TryParse<Answer>(answer, true, out var given) || !Enum.IsDefined(given))
        {
            return TypedResults.BadRequest();
        }

        if (!bank.MayBeAnItem(item) && await decks.FindCardAsync(me.Person, item, cancel) is null)
        {
            return TypedResults.NotFound();
        }

        if (pace.Take(me.Person) is { } wait)
        {
            Slowly.Say(context, wait);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var answered = new Answered(made, item, clock.GetUtcNow(), given, bank.PlaceIn(item, version, int.TryParse(chosen, out var place) ? place : null));
        return await log.KeepAsync(me.Person, answered, cancel) is Keeping.OtherSameId
            ? TypedResults.Conflict()
            : Pages.SeeOther(more is null ? "/study/reviews" : "/study/reviews?more=true");
    }

    private static async Task<Results<SeeOther, NotFound, BadRequest>> TakeBackAsync(
        [FromForm] string? id, [FromForm] string? answer, Me me, StudyLog log, CancellationToken cancel) =>
        !Guid.TryParse(id, out var made) || !Guid.TryParse(answer, out var of)
            ? TypedResults.BadRequest()
            : await log.TakeBackAsync(me.Person, made, of, cancel) is Keeping.Nothing ? TypedResults.NotFound() : Pages.SeeOther("/study/reviews");

    private static ReviewSheet Sheet(
        Notebook notebook, QuestionBank bank, IStringLocalizer<StudyTexts> texts, Item? found, int? chosen, bool shown, bool more)
    {
        var id = found?.Id;
        var asked = found is null ? null : Asked.Of(found, bank, StudyCards.Shuffled(found, notebook.CardOf(found.Id).Reps));
        var isShown = asked is not null && (asked.Kind == "card" ? shown : asked.Options.Any(o => o.Place == chosen));
        return new(
            asked, isShown, isShown ? chosen : null,
            isShown ? Buttons(notebook, id!, asked!.Back is not null || asked.Options.Any(o => o.Right && o.Place == chosen), texts) : [],
            notebook.Due.Count + notebook.NewLeft + (id is null || notebook.Due.Contains(id) || (notebook.NewLeft > 0 && notebook.Unmet.Contains(id)) ? 0 : 1),
            notebook.AnswersToday, notebook.ShareIsDone && !more, more,
            notebook.Answers is [.., var last] ? last.Id : null,
            notebook.NextDue is { } next ? Spans.In(next - notebook.Now, texts) : null,
            notebook.Settings.LargeType);
    }

    private static List<AnswerButton> Buttons(Notebook notebook, string item, bool right, IStringLocalizer<StudyTexts> texts)
    {
        var preview = notebook.Scheduler.Preview(notebook.CardOf(item), notebook.Now);
        Answer[] all = notebook.Settings.FourButtons ? [Answer.Again, Answer.Hard, Answer.Good, Answer.Easy] : [Answer.Again, Answer.Good];
        return [.. all.Select(answer => new AnswerButton(
            Enum.GetName(answer)!.ToLowerInvariant(), Spans.Words(answer, texts), Spans.In(preview[answer].Due - notebook.Now, texts),
            answer == (right ? Answer.Good : Answer.Again)))];
    }
}

/// <summary>How fast one learner may answer: far faster than anybody reads, and slower than a machine.</summary>
internal sealed class StudyPace(TimeProvider clock) : PersonPace(clock, 200, TimeSpan.FromSeconds(1));
