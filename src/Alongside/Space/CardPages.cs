using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.Space;

/// <summary>What somebody does with a card of the library: into the plan in one step, or an answer only they see.</summary>
internal static class CardPages
{
    private static readonly string[] Answers = ["tried", "adapted", "not"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/space/cards/{card}/plan", TakeAsync).ForAnyone().DisableAntiforgery();
        routes.MapPost("/space/cards/{card}/answer", AnswerAsync).ForAnyone().DisableAntiforgery();
        routes.MapGet("/space/helps", HelpsAsync).ForPerson();
    }

    /// <summary>What I answered, by the cards' ids.</summary>
    public static AnswersToCards AnswersOf(Shelf shelf) => async (me, cancel) =>
        (await shelf.OwnAsync(me, cancel)).Fields.Where(f => f.Key.StartsWith("card.", StringComparison.Ordinal)).ToDictionary(f => f.Key["card.".Length..], f => f.Value);

    private static async Task<IResult> TakeAsync(
        string card, [FromForm] string? story, Me? me, HttpContext context, Guests guests, Entries entries, Shelf shelf, SpacePace pace, CancellationToken cancel)
    {
        if (me is { Role: not Role.Person } || await entries.FindAsync(card, cancel) is not { IsStory: false } found)
        {
            return TypedResults.NotFound();
        }

        if (await guests.ArriveAsync(context, cancel) is not Arrival.Here here || !pace.TryTake(here.Me.Person))
        {
            Slowly.Say(context, TimeSpan.FromSeconds(5));
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        // The origin stays, whatever becomes of the words.
        var from = new Provenance(found.Id, found.Title, found.Words, await entries.FindAsync(story ?? "", cancel) is { IsStory: true } told && told.Cards.Contains(found.Id) ? told.Id : null);
        return await shelf.KeepAsync(PageKind.Plan, PageBody.Blank.With("text", found.Words) with { From = from }, here.Me, cancel) is { } kept
            ? Pages.SeeOther($"/space/pages/{kept}/words")
            : Pages.SeeOther("/space/plan");
    }

    private static async Task<IResult> AnswerAsync(
        string card, [FromForm] string? answer, Me? me, HttpContext context, Guests guests, Entries entries, Shelf shelf, SpacePace pace, CancellationToken cancel)
    {
        if (me is { Role: not Role.Person } || !Answers.Contains(answer) || await entries.FindAsync(card, cancel) is not { IsStory: false } found)
        {
            return TypedResults.NotFound();
        }

        if (await guests.ArriveAsync(context, cancel) is not Arrival.Here here || !pace.TryTake(here.Me.Person))
        {
            Slowly.Say(context, TimeSpan.FromSeconds(5));
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        // The same answer again takes it back.
        await shelf.ChooseAsync(here.Me, own => own.With("card." + found.Id, own["card." + found.Id] == answer ? "" : answer!), cancel);
        return Pages.SeeOther(found.Address);
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<HelpsPage>> HelpsAsync(
        Me me, Entries entries, AnswersToCards answers, CancellationToken cancel)
    {
        var mine = await answers(me, cancel);
        return Pages.Show<HelpsPage>(new { Cards = (await entries.AllAsync(cancel)).Where(e => mine.GetValueOrDefault(e.Id) is "tried" or "adapted").ToList() });
    }
}
