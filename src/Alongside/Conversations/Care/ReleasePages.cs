using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Conversations.Care;

/// <summary>A person lets stewards read one conversation, and takes it back; stewards read it, seen by its person.</summary>
internal static class ReleasePages
{
    public static void MapReleasePages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/conversations/{id}").ForEveryoneSignedIn().DisableAntiforgery();
        pages.MapPost("/release", (ConversationId id, Me me, Seats seats, Releases releases, CancellationToken cancel) =>
            ByItsPersonAsync(id, me, seats, releases.GiveAsync, cancel));
        pages.MapPost("/recall", (ConversationId id, Me me, Seats seats, Releases releases, CancellationToken cancel) =>
            ByItsPersonAsync(id, me, seats, releases.RecallAsync, cancel));
        routes.MapGet("/released", async (Releases releases, CancellationToken cancel) =>
            Pages.Show<ReleasedListPage>(new { Released = await releases.AllAsync(cancel) })).ForSteward();
        routes.MapGet("/released/{conversation}", ReadAsync).ForSteward();
    }

    // Theirs alone: whoever listened releases nothing, and no steward does.
    private static async Task<Results<SeeOther, NotFound>> ByItsPersonAsync(
        ConversationId id, Me me, Seats seats, Func<Seat, CancellationToken, Task> act, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: true } seat)
        {
            return TypedResults.NotFound();
        }

        await act(seat, cancel);
        return Pages.SeeOther(ConversationPages.AddressOf(seat) + "#asked-elsewhere");
    }

    // Not released, taken back, erased and never there answer alike.
    private static async Task<Results<RazorComponentResult, NotFound>> ReadAsync(
        ConversationId conversation, Me me, Releases releases, WhatToOffer offers, CancellationToken cancel) =>
        await releases.ReadAsync(conversation, me, cancel) is { } moments
            ? Pages.Show<ReleasedPage>(new { Moments = moments.Select(MomentView.Of).ToList(), Standing = Standing.Of(moments), Offers = await offers(cancel) })
            : TypedResults.NotFound();
}
