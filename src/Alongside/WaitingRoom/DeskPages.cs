using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.WaitingRoom;

/// <summary>A specialist's desk: duty, their conversations as a column of open letters, and one of them beside it.</summary>
internal static class DeskPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").ForSpecialist().DisableAntiforgery();
        desk.MapGet("", async (Me me, Desks desks, CancellationToken cancel) =>
            Pages.Show<DeskPage>(new { Desk = await desks.OfAsync(me, cancel) }));
        desk.MapGet("/{id}", ShowAsync);
        desk.MapPost("/duty", SetDutyAsync);
        desk.MapPost("/{id}/stepping-back", StepBackAsync);
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        ConversationId id, Me me, ConversationSheets sheets, Desks desks, CancellationToken cancel) =>
        await sheets.OfAsync(id, me, cancel) is { IsPerson: false } sheet
            ? Pages.Show<DeskPage>(new { Desk = await desks.OfAsync(me, cancel), Sheet = sheet, Draft = Draft.Fresh() })
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, NotFound>> StepBackAsync(ConversationId id, Me me, Seats seats, Line line, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: false } seat)
        {
            return TypedResults.NotFound();
        }

        await line.StepBackAsync(seat, cancel);
        return Pages.SeeOther("/desk");
    }

    private static async Task<Results<SeeOther, RazorComponentResult>> SetDutyAsync(
        [FromForm] string? state, [FromForm] string? seats, Me me, Duties duties, Desks desks, IStringLocalizer<WaitingTexts> texts, CancellationToken cancel)
    {
        if (!int.TryParse(seats, System.Globalization.CultureInfo.InvariantCulture, out var number) || number is < 1 or > Duty.MostSeats)
        {
            var desk = await desks.OfAsync(me, cancel);
            return Pages.Show<DeskPage>(
                new { Desk = desk with { SeatsTyped = seats, SeatsRefusal = texts["DutySeatsWrong", Duty.MostSeats] } }, StatusCodes.Status422UnprocessableEntity);
        }

        await duties.SetAsync(new Duty(me.Person, Duties.State(state ?? ""), number), cancel);
        return Pages.SeeOther("/desk");
    }
}
