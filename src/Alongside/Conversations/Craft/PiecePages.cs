using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Conversations.Craft;

/// <summary>Where a specialist prepares pieces of their own story. Each finds their own, and nobody else's.</summary>
internal static class PiecePages
{
    public static void MapPiecePages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/pieces").ForSpecialist().DisableAntiforgery();
        pages.MapGet("", async (Me me, StoryPieces pieces, CancellationToken cancel) =>
            Pages.Show<PiecesPage>(new { Pieces = await pieces.OfAsync(me.Person, cancel) }));
        pages.MapGet("/new", () => Pages.Show<WritePiecePage>(new { Id = PieceId.New().Value }));
        pages.MapPost("", KeepAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapGet("/{piece}", ShowAsync);
        pages.MapPost("/{piece}", ChangeAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapPost("/{piece}/letting-go", LetGoAsync);
    }

    private static async Task<Results<SeeOther, RazorComponentResult>> KeepAsync(
        [FromForm] string? once, [FromForm] string? about, [FromForm] string? purpose, [FromForm] string? words,
        Me me, StoryPieces pieces, IStringLocalizer<CraftTexts> texts, CancellationToken cancel)
    {
        var id = PieceId.TryParse(once, null, out var made) && made.Value.Length > 0 ? made : PieceId.New();
        var (typed, wrong) = PieceForm.Read(about, purpose, words, texts);
        if (wrong != PieceFaults.None)
        {
            return Again(null, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            return await pieces.KeepAsync(me.Person, id, typed, cancel)
                ? Pages.SeeOther("/pieces")
                : Again(texts["Full", StoryPieces.Most], StatusCodes.Status422UnprocessableEntity);
        }
        catch (StorageException)
        {
            return Again(texts["NotKeptYet"], StatusCodes.Status503ServiceUnavailable);
        }

        RazorComponentResult Again(string? refusal, int status) =>
            Pages.Show<WritePiecePage>(new { Id = id.Value, Typed = typed, Wrong = wrong, Refusal = refusal }, status);
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        PieceId piece, Me me, StoryPieces pieces, CancellationToken cancel) =>
        await pieces.FindAsync(me.Person, piece, cancel) is { } found
            ? Pages.Show<WritePiecePage>(new { found.Id, Version = (long?)found.Version, Typed = found.Words })
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> ChangeAsync(
        PieceId piece, [FromForm] string? version, [FromForm] string? about, [FromForm] string? purpose, [FromForm] string? words,
        Me me, StoryPieces pieces, IStringLocalizer<CraftTexts> texts, CancellationToken cancel)
    {
        if (await pieces.FindAsync(me.Person, piece, cancel) is not { } now)
        {
            return TypedResults.NotFound();
        }

        var seen = long.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        var (typed, wrong) = PieceForm.Read(about, purpose, words, texts);
        if (wrong != PieceFaults.None)
        {
            return Again(seen, null, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            // What another window kept is not written over unseen: whoever keeps this again has been told.
            return await pieces.ChangeAsync(me.Person, piece, seen, typed, cancel) ? Pages.SeeOther($"/pieces#{piece}")
                : Again(now.Version, texts["OtherChange"], StatusCodes.Status409Conflict);
        }
        catch (StorageException)
        {
            return Again(seen, texts["NotKeptYet"], StatusCodes.Status503ServiceUnavailable);
        }

        RazorComponentResult Again(long at, string? refusal, int status) =>
            Pages.Show<WritePiecePage>(new { Id = piece.Value, Version = (long?)at, Typed = typed, Wrong = wrong, Refusal = refusal }, status);
    }

    private static async Task<Results<SeeOther, NotFound>> LetGoAsync(PieceId piece, Me me, StoryPieces pieces, CancellationToken cancel) =>
        await pieces.LetGoAsync(me.Person, piece, cancel) ? Pages.SeeOther("/pieces") : TypedResults.NotFound();
}
