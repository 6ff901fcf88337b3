using System.Diagnostics;
using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Space;

/// <summary>One page of one's own: reading, writing, its versions, letting go.</summary>
internal static class PagePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("/space/pages/{page}").ForPerson().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(PageForms.Largest));
        page.MapGet("", ShowAsync);
        page.MapGet("/words", EditAsync);
        page.MapPost("/words", ChangeAsync);
        page.MapPost("/steps", StepAsync);
        page.MapGet("/versions", VersionsAsync);
        page.MapPost("/undoing", UndoAsync);
        page.MapPost("/versions/letting-go", LetVersionGoAsync);
        page.MapPost("/letting-go", LetGoAsync);
        routes.MapGet("/api/space/pages/{page}/recording", HearAsync).ForPerson();
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        PageId page, Me me, Shelf shelf, Shares shares, Names names, Thanking thanking, CancellationToken cancel) =>
        await shelf.FindAsync(page, me, cancel) is { } found
            ? Pages.Show<OnePage>(await OnePageAsync(found, me, shelf, shares, names, thanking, cancel))
            : TypedResults.NotFound();

    /// <summary>The parameters of the page on which one reads.</summary>
    public static async Task<object> OnePageAsync(
        OwnPage found, Me me, Shelf shelf, Shares shares, Names names, Thanking thanking, CancellationToken cancel, string? typed = null, string? refusal = null) => new
        {
            Page = found.View,
            Replies = await ReplyView.OfAsync(await shares.RepliesAsync(found, cancel), names, cancel),
            Pens = (await VersionView.OfAsync(await shelf.VersionsAsync(found, cancel), names, cancel)).Select(v => v.By).OfType<string>().Distinct().ToList(),
            Chapter = found.Body["chapter"] is { Length: > 0 } chapter ? (await shelf.FindAsync(new(chapter), me, cancel))?.Title : null,
            Thanks = await ThanksPages.StateOfAsync(found, me, shelf, thanking, cancel),
            Typed = typed,
            Refusal = refusal,
        };

    private static async Task<Results<RazorComponentResult, NotFound>> EditAsync(PageId page, Me me, Shelf shelf, CancellationToken cancel) =>
        await shelf.FindAsync(page, me, cancel) is { } found
            ? Pages.Show<WritePage>(await ShelfPages.FormAsync(found.Kind, found.Body, found, null, me, shelf, cancel))
            : TypedResults.NotFound();

    private static async Task<IResult> ChangeAsync(
        PageId page, Me me, HttpContext context, Shelf shelf, PageForms forms, SpacePace pace,
        IStringLocalizer<SpaceTexts> texts, IStringLocalizer<VoiceTexts> voice, CancellationToken cancel)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var form = await forms.ReadAsync(context.Request, cancel);
        var typed = PageForm.Read(found.Kind, form, found.Body);
        if (ShelfPages.Refusal(typed, texts, voice) is (var refusal, var status))
        {
            return await AgainAsync(refusal, status);
        }

        if (!pace.TryTake(me.Person))
        {
            Slowly.Say(context, TimeSpan.FromSeconds(5));
            return await AgainAsync(texts["SlowDown"], StatusCodes.Status429TooManyRequests);
        }

        var seen = long.TryParse(form["version"], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : found.Version;
        return await shelf.ChangeAsync(found, seen, typed.Body, cancel, recording: typed.Sent.Recording) switch
        {
            Changing.Kept => Pages.SeeOther($"/space/pages/{page}"),
            Changing.OtherChange => await AgainAsync(texts["OtherChange"], StatusCodes.Status409Conflict),
            Changing.NoRoom => await AgainAsync(voice["NoRoom"], StatusCodes.Status409Conflict),
            Changing.Gone => TypedResults.NotFound(),
            _ => throw new UnreachableException(),
        };

        // What was typed is in the box again; it is kept over the newer version only when they say so once more.
        async Task<IResult> AgainAsync(string why, int status) => Pages.Show<WritePage>(
            await ShelfPages.FormAsync(found.Kind, typed.Body, found, why, me, shelf, cancel, typed.TooLong, lost: typed.Sent.Came), status);
    }

    // What stands beside the page now, or what was kept with that version.
    private static async Task<IResult> HearAsync(
        PageId page, Me me, HttpContext context, Shelf shelf, Recordings recordings, CancellationToken cancel, long? of = null) =>
        await shelf.FindAsync(page, me, cancel) is { } found && (of ?? found.Body.Recording) is { } version && await recordings.FindAsync(found, version, cancel) is { } recording
            ? Played(recording, context)
            : TypedResults.NotFound();

    /// <summary>A recording for a player, which may ask for a piece of it: some play nothing that cannot be had in pieces.</summary>
    public static IResult Played(Recording recording, HttpContext context)
    {
        // Played where it stands: a file that is only offered for keeping would stay behind on a shared device.
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{recording.FileName}\"";
        return TypedResults.Bytes(recording.Bytes, recording.Type, enableRangeProcessing: true);
    }

    private static async Task<Results<SeeOther, NotFound>> StepAsync(
        PageId page, [FromForm] int? step, [FromForm] string? state, Me me, Shelf shelf, CancellationToken cancel)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { Body.Steps: { } steps } found || step is not { } at || at < 0 || at >= steps.Count || !SmallStep.States.Contains(state))
        {
            return TypedResults.NotFound();
        }

        await shelf.ChangeAsync(found, found.Version, found.Body with { Steps = [.. steps.Select((s, i) => i == at ? s with { State = state! } : s)] }, cancel);
        return Pages.SeeOther($"/space/pages/{page}");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> VersionsAsync(
        PageId page, Me me, Shelf shelf, Names names, CancellationToken cancel, long? of = null)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var then = of is { } version ? await shelf.VersionAsync(found, version, cancel) : null;
        return Pages.Show<VersionsPage>(new { Page = found.View, Lines = await VersionView.OfAsync(await shelf.VersionsAsync(found, cancel), names, cancel), Of = then is null ? null : of, Then = then });
    }

    private static async Task<Results<SeeOther, NotFound>> UndoAsync(PageId page, [FromForm] long? version, Me me, Shelf shelf, CancellationToken cancel)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { } found || await shelf.VersionAsync(found, version ?? 0, cancel) is not { } then)
        {
            return TypedResults.NotFound();
        }

        await shelf.ChangeAsync(found, found.Version, then, cancel);
        return Pages.SeeOther($"/space/pages/{page}");
    }

    private static async Task<Results<SeeOther, NotFound>> LetVersionGoAsync(
        PageId page, [FromForm] long? version, Me me, Shelf shelf, Erasing erasing, CancellationToken cancel) =>
        await shelf.FindAsync(page, me, cancel) is { } found && await erasing.VersionAsync(found, version ?? 0, cancel)
            ? Pages.SeeOther($"/space/pages/{page}/versions")
            : TypedResults.NotFound();

    private static async Task<Results<RazorComponentResult, NotFound>> LetGoAsync(PageId page, Me me, Shelf shelf, Erasing erasing, CancellationToken cancel) =>
        await shelf.FindAsync(page, me, cancel) is { } found
            ? Pages.Show<ReceiptPage>(new { Receipt = await erasing.PageAsync(found, cancel) })
            : TypedResults.NotFound();
}

/// <summary>One version of a page as it is drawn.</summary>
/// <param name="By">Who wrote it, when it was not its owner.</param>
public sealed record VersionView(long Version, DateTimeOffset At, string? By)
{
    internal static async Task<IReadOnlyList<VersionView>> OfAsync(IReadOnlyList<VersionLine> lines, Names names, CancellationToken cancel)
    {
        var views = new List<VersionView>();
        foreach (var line in lines)
        {
            views.Add(new(line.Version, Platform.Time.Micros.ToTime(line.At), line.AuthorId is { } author ? await names.OfAsync(author, cancel) : null));
        }

        return views;
    }
}

/// <summary>What a reader wrote, with the name they are known by here.</summary>
public sealed record ReplyView(string Name, DateTimeOffset At, string Words)
{
    internal static async Task<IReadOnlyList<ReplyView>> OfAsync(IReadOnlyList<Reply> replies, Names names, CancellationToken cancel)
    {
        var views = new List<ReplyView>();
        foreach (var reply in replies)
        {
            views.Add(new(await names.OfAsync(reply.Author, cancel), Platform.Time.Micros.ToTime(reply.At), reply.Words));
        }

        return views;
    }
}
