using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Space;

/// <summary>Showing a page to one reader, and reading what was shown.</summary>
internal static class SharingPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/space/pages/{page}/sharing").ForPerson().DisableAntiforgery();
        mine.MapGet("", ShowAsync);
        mine.MapPost("", ShareAsync);
        mine.MapPost("/recall", RecallAsync);

        // A steward reads nothing here, not even by invitation.
        var shown = routes.MapGroup("/shared").For(Role.Person, Role.Specialist).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        shown.MapGet("", ListAsync);
        shown.MapPost("", TakeAsync);
        shown.MapGet("/{share}", ReadAsync);
        shown.MapPost("/{share}/replies", ReplyAsync);
        shown.MapGet("/{share}/words", EditAsync);
        shown.MapPost("/{share}/words", WriteAsync);
        routes.MapGet("/api/shared/{share}/recording", HearAsync).For(Role.Person, Role.Specialist);
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        PageId page, Me me, Shelf shelf, Shares shares, Names names, CancellationToken cancel) =>
        await shelf.FindAsync(page, me, cancel) is { } found
            ? Pages.Show<SharingPage>(new { Page = found.View, Lines = await LinesAsync(found, shares, names, cancel) })
            : TypedResults.NotFound();

    // Shown in the answer itself and nowhere again, like return words.
    private static async Task<Results<RazorComponentResult, NotFound>> ShareAsync(
        PageId page, [FromForm] int? days, [FromForm] string? pen, Me me, Shelf shelf, Shares shares, Names names, CancellationToken cancel)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { } found || days is not { } long_ || !Shares.Days.Contains(long_))
        {
            return TypedResults.NotFound();
        }

        var code = await shares.MakeAsync(found, long_, pen == "yes", cancel);
        return Pages.Show<SharingPage>(new { Page = found.View, Lines = await LinesAsync(found, shares, names, cancel), Code = code });
    }

    private static async Task<Results<SeeOther, NotFound>> RecallAsync(
        PageId page, [FromForm] string? share, Me me, Shelf shelf, Shares shares, CancellationToken cancel) =>
        await shelf.FindAsync(page, me, cancel) is { } found && await shares.RecallAsync(found, share ?? "", cancel)
            ? Pages.SeeOther($"/space/pages/{page}/sharing")
            : TypedResults.NotFound();

    private static async Task<RazorComponentResult> ListAsync(Me me, Shares shares, Names names, CancellationToken cancel) =>
        await ListPageAsync(me, shares, names, null, StatusCodes.Status200OK, cancel);

    private static async Task<Results<SeeOther, RazorComponentResult>> TakeAsync(
        [FromForm] string? code, Me me, Shares shares, Names names, IStringLocalizer<SpaceTexts> texts, CancellationToken cancel) =>
        await shares.TakeAsync(code ?? "", me, cancel) is { } share
            ? Pages.SeeOther($"/shared/{share}")
            : await ListPageAsync(me, shares, names, texts["CodeUnknown"], StatusCodes.Status422UnprocessableEntity, cancel);

    private static async Task<Results<RazorComponentResult, NotFound>> ReadAsync(
        string share, Me me, Shares shares, Names names, CancellationToken cancel) =>
        await shares.ReadAsync(share, me, cancel) is { } page
            ? Pages.Show<SharedReadingPage>(new
            {
                page.Share,
                page.Page.Kind,
                page.Page.Body,
                page.Pen,
                Until = Micros.ToTime(page.EndsAt),
                From = await names.OfAsync(page.Page.Owner, cancel),
                Replies = await ReplyView.OfAsync(page.Replies, names, cancel),
            })
            : TypedResults.NotFound();

    private static async Task<IResult> HearAsync(string share, Me me, HttpContext context, Shares shares, Recordings recordings, CancellationToken cancel) =>
        await shares.HearAsync(share, me, recordings, cancel) is { } recording ? PagePages.Played(recording, context) : TypedResults.NotFound();

    private static async Task<Results<SeeOther, NotFound>> ReplyAsync(
        string share, [FromForm] string? words, Me me, Shares shares, SpacePace pace, CancellationToken cancel) =>
        pace.TryTake(me.Person) && Wording.Of(words) is { } fit && (fit.Length == 0 ? await shares.IsShownAsync(share, me, cancel) : await shares.ReplyAsync(share, fit, me, cancel))
            ? Pages.SeeOther($"/shared/{share}#replies")
            : TypedResults.NotFound();

    // To write on a page one has it before one: that is a reading like any other.
    private static async Task<Results<RazorComponentResult, NotFound>> EditAsync(
        string share, Me me, Shelf shelf, Shares shares, CancellationToken cancel) =>
        await shares.ReadAsync(share, me, cancel) is { Pen: true } shown
            ? Pages.Show<WritePage>(await PenFormAsync(share, shown.Page, shown.Page.Body, null, null, shelf, cancel))
            : TypedResults.NotFound();

    private static async Task<IResult> WriteAsync(
        string share, Me me, HttpContext context, Shelf shelf, Shares shares, PageForms forms, SpacePace pace,
        IStringLocalizer<SpaceTexts> texts, IStringLocalizer<VoiceTexts> voice, CancellationToken cancel)
    {
        if (await shares.ReadAsync(share, me, cancel) is not { Pen: true } shown)
        {
            return TypedResults.NotFound();
        }

        var form = await forms.ReadAsync(context.Request, cancel);
        var typed = PageForm.Read(shown.Page.Kind, form, shown.Page.Body, mine: false);
        // Where a page stands in its owner's own order is theirs.
        var body = typed.Body.With("chapter", shown.Page.Body["chapter"]).With("section", shown.Page.Body["section"]);
        if (ShelfPages.Refusal(typed, texts, voice) is (var refusal, var status))
        {
            return await AgainAsync(refusal, status);
        }

        if (!pace.TryTake(me.Person))
        {
            Slowly.Say(context, TimeSpan.FromSeconds(5));
            return await AgainAsync(texts["SlowDown"], StatusCodes.Status429TooManyRequests);
        }

        var seen = long.TryParse(form["version"], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : shown.Page.Version;
        return await shares.WriteAsync(share, seen, _ => body, me, shelf, cancel) switch
        {
            Changing.Kept => Pages.SeeOther($"/shared/{share}"),
            Changing.OtherChange => await AgainAsync(texts["OtherChange"], StatusCodes.Status409Conflict),
            _ => TypedResults.NotFound(),
        };

        async Task<IResult> AgainAsync(string why, int status) => Pages.Show<WritePage>(await PenFormAsync(share, shown.Page, body, why, typed.TooLong, shelf, cancel), status);
    }

    private static async Task<object> PenFormAsync(string share, OwnPage page, PageBody body, string? refusal, string? field, Shelf shelf, CancellationToken cancel) =>
        await ShelfPages.FormAsync(page.Kind, body, page, refusal, null, shelf, cancel, field, share: share);

    private static async Task<RazorComponentResult> ListPageAsync(
        Me me, Shares shares, Names names, string? refusal, int status, CancellationToken cancel)
    {
        var shown = new List<SharedLine>();
        foreach (var share in await shares.ForReaderAsync(me, cancel))
        {
            shown.Add(new(share.ShareId, PageKind.Find(share.Kind)!, await names.OfAsync(share.OwnerId, cancel), Micros.ToTime(share.EndsAt)));
        }

        return Pages.Show<SharedListPage>(new { Shown = shown, Refusal = refusal }, status);
    }

    private static async Task<IReadOnlyList<ConsentLine>> LinesAsync(OwnPage page, Shares shares, Names names, CancellationToken cancel)
    {
        var lines = new List<ConsentLine>();
        foreach (var (share, readings) in await shares.OfPageAsync(page, cancel))
        {
            lines.Add(new(
                share.ShareId, shares.StateOf(share), share.ReaderId is { } reader ? await names.OfAsync(reader, cancel) : null,
                Micros.ToTime(share.MadeAt), Micros.ToTime(share.RecalledAt ?? share.EndsAt), [.. readings.Select(Micros.ToTime)], share.Pen is not null));
        }

        return lines;
    }
}

/// <summary>Something shown to me, in a list.</summary>
public sealed record SharedLine(string Share, PageKind Kind, string From, DateTimeOffset Until);

/// <summary>A consent of mine as the page tells it.</summary>
/// <param name="Reader">Who entered the code; null while nobody did.</param>
/// <param name="Pen">Whether they may write on it too.</param>
public sealed record ConsentLine(
    string Share, ShareState State, string? Reader, DateTimeOffset Made, DateTimeOffset Until, IReadOnlyList<DateTimeOffset> Readings, bool Pen);
