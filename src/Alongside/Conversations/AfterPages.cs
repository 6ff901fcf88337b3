using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Platform.Time;
using Alongside.Stewardship;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.Conversations;

/// <summary>After the ending: carry a little, decide what becomes of it, say whether one felt heard. All of it may be left.</summary>
internal static class AfterPages
{
    public static void MapAfterPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/conversations/{id}").ForEveryoneSignedIn().DisableAntiforgery();
        pages.MapGet("/after", ShowAsync);
        pages.MapPost("/carrying", CarryAsync);
        pages.MapPost("/keeping", KeepAsync);
        pages.MapPost("/heard", SayHeardAsync);
        // Both who came to be heard and who listened: each sees their own lines and nobody else's.
        routes.MapGet("/carried", ShowCarriedAsync).For(Role.Person, Role.Specialist);
        routes.MapPost("/carried/letting-go", LetGoAsync).For(Role.Person, Role.Specialist).DisableAntiforgery();
        routes.MapGet("/heard", async (Heard heard, CancellationToken cancel) =>
            Pages.Show<HeardPage>(new { Quarters = await heard.FinishedAsync(cancel) })).ForSteward();
    }

    private static string AddressOf(ConversationId id) => $"/conversations/{id}/after";

    private static async Task<Results<RazorComponentResult, SeeOther, NotFound>> ShowAsync(
        ConversationId id, Me me, Seats seats, ConversationSheets sheets, Decisions decisions, Carrying carrying, Policy policy, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat || await sheets.OfAsync(id, me, cancel) is not { } sheet)
        {
            return TypedResults.NotFound();
        }

        if (sheet.State != "ended")
        {
            return Pages.SeeOther(ConversationPages.AddressOf(seat));
        }

        var decided = await decisions.OfAsync(seat, cancel);
        return Pages.Show<AfterPage>(new
        {
            Sheet = sheet,
            Lines = Carrying.Offered(seat, sheet.Moments).ToList(),
            Carried = (await carrying.OfAsync(seat.Person, cancel)).Count,
            decided.Stays,
            decided.Heard,
            policy.RetentionDays,
        });
    }

    private static async Task<Results<SeeOther, NotFound>> CarryAsync(
        ConversationId id, IFormCollection form, Me me, Seats seats, Carrying carrying, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat)
        {
            return TypedResults.NotFound();
        }

        var chosen = form["line"].Select(typed => long.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var seq) ? seq : 0).ToHashSet();
        await carrying.CarryAsync(seat, chosen, cancel);
        return Pages.SeeOther(AddressOf(id));
    }

    // Theirs alone: whoever listened does not decide how long a person's words stay.
    private static async Task<Results<SeeOther, NotFound>> KeepAsync(
        ConversationId id, [FromForm] string? kept, Me me, Seats seats, Decisions decisions, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: true } seat)
        {
            return TypedResults.NotFound();
        }

        if (kept is "space" or "days")
        {
            await decisions.DecideAsync(seat, stays: kept == "space", cancel);
        }

        return Pages.SeeOther(AddressOf(id) + "#keep");
    }

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> SayHeardAsync(
        ConversationId id, [FromForm] string? say, [FromForm] string? listened, [FromForm] string? understood, Me me, Seats seats, Heard heard, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: true } seat)
        {
            return TypedResults.NotFound();
        }

        var answers = Heard.Questions.Zip([say, listened, understood])
            .Where(pair => pair.Second is { } answer && Heard.Answers.Contains(answer)).ToDictionary(pair => pair.First, pair => pair.Second!);
        // Shown to them now, and to nobody later: the answers are only counted.
        return answers.Count > 0 && await heard.CountAsync(seat, answers, cancel)
            ? Pages.Show<HeardThanksPage>(new { Answers = answers, Back = AddressOf(id) })
            : Pages.SeeOther(AddressOf(id) + "#heard");
    }

    private static async Task<RazorComponentResult> ShowCarriedAsync(Me me, Carrying carrying, Decisions decisions, CancellationToken cancel) =>
        Pages.Show<CarriedPage>(new
        {
            Lines = await carrying.OfAsync(me.Person, cancel),
            Kept = (await decisions.KeptByAsync(me.Person, cancel))
                .ToDictionary(kept => $"/conversations/{kept.ConversationId}", kept => Micros.ToTime(kept.OpenedAt)),
            IsPerson = me.Role is Role.Person,
        });

    private static async Task<SeeOther> LetGoAsync([FromForm] string? line, Me me, Carrying carrying, CancellationToken cancel)
    {
        await carrying.LetGoAsync(me.Person, line ?? "", cancel);
        return Pages.SeeOther("/carried");
    }
}
