using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Platform.Sealing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.Conversations.Care;

/// <summary>Ending with one tap, the pauses that stand, and what somebody meets whose device has one.</summary>
internal static class PausePages
{
    public static void MapPausePages(this IEndpointRouteBuilder routes)
    {
        // Whoever comes to be heard can end at any time as well; they have no door of ours to close.
        routes.MapPost("/conversations/{id}/pause", EndAndPauseAsync).ForEveryoneSignedIn().DisableAntiforgery();
        routes.MapGet("/pauses", async (Me me, Pauses pauses, CancellationToken cancel) => Pages.Show<PausesPage>(new
        {
            Pauses = await pauses.SeenByAsync(me, cancel),
            OfAll = me.Role is Role.Steward,
        })).For(Role.Specialist, Role.Steward);
        routes.MapPost("/pauses/lifting", LiftAsync).For(Role.Specialist, Role.Steward).DisableAntiforgery();
    }

    /// <summary>Why there is no line just now, as a page; what was typed comes back.</summary>
    public static RazorComponentResult Page(Pause pause, TimeProvider clock, string? typed) => Pages.Show<PausedPage>(
        new { Hours = (int)Math.Ceiling((pause.Until - clock.GetUtcNow()).TotalHours), Typed = typed }, StatusCodes.Status403Forbidden);

    /// <summary>The same for a program.</summary>
    public static ProblemHttpResult Problem(Pause pause) => TypedResults.Problem(
        title: "The way in from this device rests for a while. The lines at /help-now answer day and night.",
        statusCode: StatusCodes.Status403Forbidden, extensions: [new("until", pause.Until)]);

    // Once: what is done, is done before the answer. No words, no reason, and no question whether they are sure.
    private static async Task<Results<SeeOther, NotFound>> EndAndPauseAsync(
        ConversationId id, Me me, Seats seats, Endings endings, Pauses pauses, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: false } seat
            || (await seats.OfAsync(me.Person, cancel)).FirstOrDefault(c => c.ConversationId == id)?.OtherId is not { } person)
        {
            return TypedResults.NotFound();
        }

        await pauses.SetAsync(person, me, cancel);
        await endings.EndWithPauseAsync(seat, cancel);
        return Pages.SeeOther(ConversationPages.AddressOf(seat) + "#end");
    }

    private static async Task<Results<SeeOther, NotFound>> LiftAsync([FromForm] string? pause, Me me, Pauses pauses, CancellationToken cancel) =>
        await pauses.LiftAsync(me, Secrets.IdIn(pause), cancel) ? Pages.SeeOther("/pauses") : TypedResults.NotFound();
}
