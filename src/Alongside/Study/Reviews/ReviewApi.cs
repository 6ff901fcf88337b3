using Alongside.People;
using Alongside.Platform.Time;
using Alongside.Recall;
using Alongside.Study.Bank;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.Study.Reviews;

/// <summary>For the page that studies without a line: what to ask, and the answers it brings back.</summary>
internal static class ReviewApi
{
    private const int LargestPack = 100;
    private const int MostAtOnce = 500;

    // A device may have been away for a season. Older than this, its clock is wrong.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(120);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/study/pack", PackAsync).ForEveryoneSignedIn();
        routes.MapPost("/api/study/reviews", KeepAsync).ForEveryoneSignedIn();
        // Anyone: it is kept on devices, and nothing of anybody is in it.
        routes.MapGet("/study/offline", () => Platform.Html.Pages.Show<OfflinePage>()).ForAnyone();
    }

    private static async Task<Ok<StudyPack>> PackAsync(Me me, Notebooks notebooks, QuestionBank bank, CancellationToken cancel)
    {
        var notebook = await notebooks.OpenAsync(me.Person, cancel);
        // What waits, then today's new ones, then what would wait next: enough for a journey.
        var soon = notebook.Cards.Where(c => c.Value.Due > notebook.Now).OrderBy(c => c.Value.Due).Select(c => c.Key);
        return TypedResults.Ok(new StudyPack(
            Micros.From(notebook.Now) / 1000,
            notebook.Settings.FourButtons,
            [.. notebook.Due.Concat(notebook.Unmet.Take(Math.Max(notebook.NewLeft, LargestPack - notebook.Due.Count))).Concat(soon).Distinct()
                .Select(id => bank.Find(id)).OfType<Item>().Take(LargestPack)
                .Select(item => Asked.Of(item, bank, StudyCards.Shuffled(item, notebook.CardOf(item.Id).Reps)))]));
    }

    private static async Task<Results<Ok<KeptReviews>, BadRequest, ProblemHttpResult>> KeepAsync(
        [FromBody] SentReviews sent, Me me, StudyLog log, QuestionBank bank, StudyPace pace, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (sent.Reviews.Count is 0 or > MostAtOnce || sent.Reviews.Any(r => r is null || Enum.TryParse<Answer>(r.Answer, true, out var a) is false || !Enum.IsDefined(a) || !bank.MayBeAnItem(r.Item)))
        {
            return TypedResults.BadRequest();
        }

        if (pace.Take(me.Person) is { } wait)
        {
            return Slowly.Please(context, wait);
        }

        var now = clock.GetUtcNow();
        var answers = sent.Reviews.Select(r => new Answered(
            r.Id, r.Item, At(r.At, now), Enum.Parse<Answer>(r.Answer, true), bank.PlaceIn(r.Item, r.Version, r.Chosen))).ToList();
        var kept = await log.KeepAllAsync(me.Person, answers, cancel);
        // Done: kept now, kept before, or standing there as something else; sending it again would change nothing.
        return TypedResults.Ok(new KeptReviews([.. answers.Select(a => a.Id)], kept.Count(k => k is Keeping.Kept)));
    }

    // The device's clock is believed within reason: an answer is never from the future.
    private static DateTimeOffset At(long milliseconds, DateTimeOffset now)
    {
        var earliest = now - Oldest;
        return milliseconds >= now.ToUnixTimeMilliseconds() ? now
            : milliseconds <= earliest.ToUnixTimeMilliseconds() ? earliest
            : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}

/// <param name="Now">Milliseconds since 1970, so that a device whose clock is wrong can tell by how much.</param>
internal sealed record StudyPack(long Now, bool FourButtons, IReadOnlyList<Asked> Items);

internal sealed record SentReviews(IReadOnlyList<SentReview> Reviews);

/// <param name="At">Milliseconds since 1970, by the house's clock as far as the device knew it.</param>
/// <param name="Version">Of the item as the device had it.</param>
internal sealed record SentReview(Guid Id, string Item, long At, string Answer, int? Chosen, int? Version = null);

/// <param name="Done">What the device may forget.</param>
/// <param name="New">How many of them were not here before.</param>
internal sealed record KeptReviews(IReadOnlyList<Guid> Done, int New);
