using System.Diagnostics;
using Alongside.Conversations.Care;
using Alongside.Conversations.Craft;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Conversations;

/// <summary>A conversation as a page, and what its forms do. No script is needed for any of it.</summary>
internal static class ConversationPages
{
    public static void MapConversationPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/conversations/{id}").ForEveryoneSignedIn().DisableAntiforgery();
        pages.MapGet("", ShowAsync);
        routes.MapGet("/let-go", () => Pages.Show<LetGoPage>()).ForAnyone();
        pages.MapPost("", LookAgainAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapPost("/moments", SayAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapPost("/ending", EndAsync);
        pages.MapPost("/letting-go", LetGoAsync);
    }

    /// <summary>Where a conversation is met: a specialist's lie side by side on their desk.</summary>
    public static string AddressOf(Seat seat) => seat.IsPerson ? $"/conversations/{seat.Conversation}" : $"/desk/{seat.Conversation}";

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        ConversationId id, Me me, ConversationSheets sheets, CancellationToken cancel, bool rest = false) =>
        await PageAsync(id, me, sheets, Draft.Fresh(), StatusCodes.Status200OK, cancel, rest);

    // The way to see new words without script: the box comes along, so nothing typed is lost. A specialist may have pressed
    // something of their own or of the other's words, to have it in the box.
    private static async Task<Results<RazorComponentResult, NotFound>> LookAgainAsync(
        ConversationId id, [FromForm] string? text, [FromForm] Guid? clientId, [FromForm] string? quote, [FromForm] string? piece, [FromForm] string? sharing,
        Me me, ConversationSheets sheets, CancellationToken cancel) =>
        await sheets.OfAsync(id, me, cancel) is { } sheet
            ? Pages.Show<ConversationPage>(new { Sheet = sheet, Draft = IntoTheBox.With(new(clientId ?? Guid.CreateVersion7(), text, null) { Shares = sharing is not null }, sheet, quote, piece) })
            : TypedResults.NotFound();

    // One form for everything: whichever of its buttons was pressed, what is in the box is kept or given back.
    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> SayAsync(
        ConversationId id, IFormCollection form, Me me, Seats seats, Pace pace, Taking taking, Offering offering, Outside outside,
        ConversationSheets sheets, IStringLocalizer<ConversationTexts> texts, HttpContext context, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat)
        {
            return TypedResults.NotFound();
        }

        var asked = MomentRequest.Of(form);
        string? box = form["text"];
        // With script their page asks them before anything is sent.
        if (!seat.IsPerson && asked.TakesTheBox && string.IsNullOrEmpty(form["sure"]) && outside.IsIn(asked.Text))
        {
            return await DrawnAsync(new Draft(asked.ClientId, box, null) { AsksOutside = asked.Kind }, StatusCodes.Status200OK);
        }

        (int Status, string? Refusal) taken = pace.TryTake(me.Person)
            ? asked.Kind == "keep" ? await KeepAsync(seat, asked.On, me, offering, texts, cancel) : await TakeAsync(seat, asked, taking, texts, cancel)
            : (StatusCodes.Status429TooManyRequests, texts["SlowDown"]);
        var stays = !asked.TakesTheBox && !string.IsNullOrWhiteSpace(box);
        if (taken.Refusal is null && !stays)
        {
            return Pages.SeeOther($"{AddressOf(seat)}#{(asked.On > 0 ? $"m{asked.On}" : asked.TakesTheBox && form.ContainsKey("sharing") ? "give-back" : "end")}");
        }

        if (taken.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        // Words from anywhere on the page that were not taken come back in the box.
        if (taken.Refusal is not null && !asked.TakesTheBox && !string.IsNullOrWhiteSpace(asked.Text))
        {
            box = stays ? $"{asked.Text}\n\n{box}" : asked.Text;
        }

        // Whatever was not kept may have been: the same id makes a second try the same moment. Anything else needs another.
        var draft = taken.Status is StatusCodes.Status200OK or StatusCodes.Status422UnprocessableEntity || !asked.TakesTheBox
            ? Draft.Fresh(box, taken.Refusal)
            : new Draft(asked.ClientId, box, taken.Refusal);
        return await DrawnAsync(draft, taken.Status);

        async Task<Results<SeeOther, RazorComponentResult, NotFound>> DrawnAsync(Draft shown, int status) =>
            (await PageAsync(id, me, sheets, shown with { Shares = form.ContainsKey("sharing") }, status, cancel)).Result switch
            {
                RazorComponentResult page => page,
                _ => TypedResults.NotFound(),
            };
    }

    // Into the person's own plan: nothing is added to the log, and nobody else is told.
    private static async Task<(int Status, string? Refusal)> KeepAsync(
        Seat seat, long on, Me me, Offering offering, IStringLocalizer<ConversationTexts> texts, CancellationToken cancel) =>
        await offering.KeepAsync(seat, on, me, cancel) switch
        {
            null => (StatusCodes.Status200OK, null),
            Refusal.NotYours => (StatusCodes.Status422UnprocessableEntity, texts["NotYours"]),
            _ => (StatusCodes.Status422UnprocessableEntity, texts["NothingThere"]),
        };

    private static async Task<(int Status, string? Refusal)> TakeAsync(
        Seat seat, MomentRequest asked, Taking taking, IStringLocalizer<ConversationTexts> texts, CancellationToken cancel)
    {
        try
        {
            return await taking.TakeAsync(seat, asked, cancel) switch
            {
                Saying.Said or Saying.Repeated => (StatusCodes.Status200OK, null),
                Saying.OtherWordsSameId => (StatusCodes.Status422UnprocessableEntity, texts["OtherWords"]),
                Saying.Ended => (StatusCodes.Status409Conflict, texts["EndedMeanwhile"]),
                Saying.Unfit { Why: Words.Empty } => (StatusCodes.Status400BadRequest, texts["Empty"]),
                Saying.Unfit { Why: Words.TooLong } => (StatusCodes.Status413PayloadTooLarge, texts["TooLong"]),
                Saying.Unfit { Why: Words.TooManyMarks } => (StatusCodes.Status422UnprocessableEntity, texts["TooManyMarks"]),
                Saying.CannotBe cannot => (StatusCodes.Status422UnprocessableEntity, cannot.Why switch
                {
                    Refusal.UnknownKind or Refusal.UnknownChoice => texts["UnknownChoice"],
                    Refusal.NotYours => texts["NotYours"],
                    Refusal.NobodyThere => texts["NobodyThere"],
                    Refusal.NothingThere => texts["NothingThere"],
                    Refusal.NotFree => texts["NotFree"],
                    Refusal.DoneBefore => texts["DoneBefore"],
                    _ => throw new UnreachableException(),
                }),
                _ => throw new UnreachableException(),
            };
        }
        catch (StorageException)
        {
            return (StatusCodes.Status503ServiceUnavailable, texts["NotSentYetForm"]);
        }
    }

    private static async Task<Results<SeeOther, NotFound>> EndAsync(
        ConversationId id, Me me, Seats seats, Endings endings, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat)
        {
            return TypedResults.NotFound();
        }

        await endings.EndAsync(seat, cancel);
        return Pages.SeeOther(AddressOf(seat) + "#end");
    }

    // Theirs alone: whoever listened cannot erase what a person said.
    private static async Task<Results<SeeOther, NotFound>> LetGoAsync(
        ConversationId id, Me me, Seats seats, LettingGo lettingGo, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: true } seat)
        {
            return TypedResults.NotFound();
        }

        await lettingGo.LetGoAsync(seat, cancel);
        return Pages.SeeOther("/let-go");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> PageAsync(
        ConversationId id, Me me, ConversationSheets sheets, Draft draft, int status, CancellationToken cancel, bool rest = false) =>
        await sheets.OfAsync(id, me, cancel) is { } sheet
            ? Pages.Show<ConversationPage>(new { Sheet = sheet, Draft = draft, Resting = rest && sheet.State == "waiting" }, status)
            : TypedResults.NotFound();
}
