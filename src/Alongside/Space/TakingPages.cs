using System.Diagnostics;
using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Space;

/// <summary>Taking a space along, bringing it back, letting it go.</summary>
internal static class TakingPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/space/yours", async (Me me, Shelf shelf, FreshFactor fresh, CancellationToken cancel) => await PageAsync(me, shelf, fresh, cancel)).ForPerson();
        routes.MapPost("/space/export", ExportAsync).ForPerson().DisableAntiforgery();
        routes.MapPost("/space/import", BringAsync).ForPerson().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(FileForms.Largest));
        routes.MapPost("/space/erasing", EraseAsync).ForPerson().DisableAntiforgery();
    }

    private static async Task<IResult> ExportAsync(
        [FromForm] string? format, [FromForm] string? words, Me me, HttpContext context, Taking taking, Shelf shelf, FreshFactor fresh, Names names, TimeProvider clock,
        IStringLocalizer<SpaceTexts> texts, CancellationToken cancel)
    {
        if (!await fresh.IsGivenAsync(me, context, words, cancel))
        {
            return await PageAsync(me, shelf, fresh, cancel, texts["WordsNeeded"], StatusCodes.Status422UnprocessableEntity);
        }

        switch (format)
        {
            case "json":
                return TypedResults.Stream(into => taking.WriteAsync(into, me, cancel), "application/json", "my-pages.json");
            case "fhir":
                return TypedResults.File(await Fhir.BundleAsync(taking, me, clock.GetUtcNow(), cancel), "application/fhir+json", "my-goals-and-plan.json");
            case "html":
                var pages = new List<BookEntry>();
                await foreach (var page in taking.PagesAsync(me, cancel))
                {
                    if (PageKind.Find(page.Kind) is { } kind)
                    {
                        pages.Add(new(
                            kind, new(page.Fields, page.Steps, page.From, page.Recording), page.MadeAt,
                            [.. (page.Replies ?? []).Select(r => new ReplyView(r.By, r.At, r.Words))],
                            page.Recordings?.FirstOrDefault(r => r.Version == page.Recording)?.Address));
                    }
                }

                context.Response.Headers.ContentDisposition = "attachment; filename=\"my-pages.html\"";
                return Pages.Show<BookPage>(new { Entries = pages });
            default:
                return TypedResults.NotFound();
        }
    }

    private static async Task<IResult> BringAsync(
        Me me, HttpContext context, Taking taking, Erasing erasing, Shelf shelf, FileForms forms, FreshFactor fresh,
        IStringLocalizer<SpaceTexts> texts, IStringLocalizer<VoiceTexts> voice, CancellationToken cancel)
    {
        if ((await forms.ReadAsync(context.Request, cancel)).Files.GetFile("file") is not { } file)
        {
            return await PageAsync(me, shelf, fresh, cancel, texts["NoFile"], StatusCodes.Status422UnprocessableEntity);
        }

        await using var stream = file.OpenReadStream();
        var brought = await taking.BringAsync(stream, me, cancel);
        await erasing.FinishAsync(cancel);
        return brought switch
        {
            Bringing.Brought done => await PageAsync(me, shelf, fresh, cancel, texts["Brought", done.Pages]),
            Bringing.NotOurs => await PageAsync(me, shelf, fresh, cancel, texts["NotOurs"], StatusCodes.Status422UnprocessableEntity),
            Bringing.TooMany => await PageAsync(me, shelf, fresh, cancel, texts["Full"], StatusCodes.Status422UnprocessableEntity),
            Bringing.TooMuchSaid => await PageAsync(me, shelf, fresh, cancel, voice["NoRoomForAll"], StatusCodes.Status422UnprocessableEntity),
            Bringing.Refused refused => await PageAsync(me, shelf, fresh, cancel, texts["BringRefused"], StatusCodes.Status422UnprocessableEntity, refused.Problems),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<IResult> EraseAsync(
        [FromForm] string? what, [FromForm] string? words, Me me, HttpContext context, Shelf shelf, Erasing erasing, Tellings tellings, Thanking thanking, FreshFactor fresh,
        IStringLocalizer<SpaceTexts> texts, CancellationToken cancel)
    {
        if (what != "all" && PageKind.Find(what ?? "") is null)
        {
            return await PageAsync(me, shelf, fresh, cancel, texts["ChooseWhat"], StatusCodes.Status422UnprocessableEntity);
        }

        if (!await fresh.IsGivenAsync(me, context, words, cancel))
        {
            return await PageAsync(me, shelf, fresh, cancel, texts["WordsNeeded"], StatusCodes.Status422UnprocessableEntity);
        }

        if (what == "all")
        {
            await ThanksPages.TakeAllBackAsync(me, shelf, thanking, cancel);
        }

        var receipt = PageKind.Find(what!) is { } kind ? await erasing.KindAsync(kind, me, cancel) : await erasing.AllAsync(me, cancel);
        if (what == "all")
        {
            await tellings.TakeAllBackAsync(me, cancel);
        }

        return Pages.Show<ReceiptPage>(new { Receipt = receipt });
    }

    private static async Task<IResult> PageAsync(
        Me me, Shelf shelf, FreshFactor fresh, CancellationToken cancel, string? said = null, int status = StatusCodes.Status200OK, IReadOnlyList<BringingProblem>? problems = null) =>
        Pages.Show<YoursPage>(new
        {
            Counts = await shelf.CountsAsync(me, cancel),
            AsksWords = await fresh.IsAskedOfAsync(me, cancel),
            Said = said,
            Problems = problems ?? [],
        }, status);
}

/// <summary>A page in the readable copy.</summary>
/// <param name="Recording">What is said beside it, as an address that holds all of it.</param>
public sealed record BookEntry(PageKind Kind, PageBody Body, DateTimeOffset MadeAt, IReadOnlyList<ReplyView> Replies, string? Recording);
