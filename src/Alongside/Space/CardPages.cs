using Alongside.Conversations;
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

    /// <summary>What is published, as it can be offered in a conversation.</summary>
    public static WhatToOffer OffersOf(Entries entries) => async cancel =>
        [.. (await entries.AllAsync(cancel)).OrderBy(e => e.Title, StringComparer.OrdinalIgnoreCase).Select(e => new Offer(e.Id, e.Title, e.Words, e.Teller, e.Notes, !e.IsStory))];

    /// <summary>Which cards my plan grew from.</summary>
    public static WhatIsKept KeptIn(Shelf shelf) => async (me, cancel) =>
        (await shelf.OfKindAsync(PageKind.Plan, me, cancel)).Select(p => p.Body.From?.Card).OfType<string>().ToHashSet();

    /// <summary>Into my plan as it is, once: whoever wants it otherwise changes it there.</summary>
    public static PutIntoMyPlan PutInto(Shelf shelf, Entries entries, WhatIsKept kept, Counting counting) => async (me, card, cancel) =>
    {
        if (await entries.FindAsync(card, cancel) is not { IsStory: false } found)
        {
            return false;
        }

        if (!(await kept(me, cancel)).Contains(card))
        {
            if (await shelf.KeepAsync(PageKind.Plan, PieceOf(found, await entries.StoryOfAsync(found, cancel)), me, cancel) is null)
            {
                return false;
            }

            await counting.KeptAsync(found, me, cancel);
        }

        return true;
    };

    // The origin stays, whatever becomes of the words.
    private static PageBody PieceOf(LibraryEntry card, LibraryEntry? story) =>
        PageBody.Blank.With("text", card.Words) with { From = new(card.Id, card.Title, card.Words, story?.Id) };

    private static async Task<IResult> TakeAsync(
        string card, [FromForm] string? story, Me? me, HttpContext context, Guests guests, Entries entries, Shelf shelf, Counting counting, SpacePace pace, CancellationToken cancel)
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

        var told = await entries.FindAsync(story ?? "", cancel) is { IsStory: true } s && s.Cards.Contains(found.Id) ? s : null;
        if (await shelf.KeepAsync(PageKind.Plan, PieceOf(found, told), here.Me, cancel) is not { } kept)
        {
            return Pages.SeeOther("/space/plan");
        }

        await counting.KeptAsync(found, here.Me, cancel);
        return Pages.SeeOther($"/space/pages/{kept}/words");
    }

    private static async Task<IResult> AnswerAsync(
        string card, [FromForm] string? answer, Me? me, HttpContext context, Guests guests, Entries entries, AnswersToCards answers, Counting counting, SpacePace pace, CancellationToken cancel)
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
        await counting.AnsweredAsync(found, (await answers(here.Me, cancel)).GetValueOrDefault(found.Id) == answer ? "" : answer!, here.Me, cancel);
        return Pages.SeeOther(found.Address);
    }

    private static async Task<Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult> HelpsAsync(
        Me me, Entries entries, AnswersToCards answers, CancellationToken cancel)
    {
        var mine = await answers(me, cancel);
        return Pages.Show<HelpsPage>(new { Cards = (await entries.AllAsync(cancel)).Where(e => mine.GetValueOrDefault(e.Id) is "tried" or "adapted").ToList() });
    }
}
