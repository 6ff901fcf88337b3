using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Alongside.Study;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Growth;

/// <summary>After a hard talk, for the one who listened. The address names no conversation, so that nothing of it can come along.</summary>
internal static class DebriefPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/growth/debrief").ForSpecialist().DisableAntiforgery();
        pages.MapGet("", async (Me me, GrowthStore store, CancellationToken cancel) =>
            await PageAsync(me, store, DebriefWords.None, null, StatusCodes.Status200OK, cancel));
        pages.MapPost("", KeepAsync);
    }

    private static async Task<Results<SeeOther, RazorComponentResult>> KeepAsync(
        [FromForm] string? body, [FromForm] string? touched, [FromForm] string? stood, [FromForm] string? need,
        Me me, GrowthStore store, TimeProvider clock, IStringLocalizer<DebriefTexts> texts, CancellationToken cancel)
    {
        var typed = new DebriefWords(body ?? "", touched ?? "", stood ?? "", need ?? "");
        var words = typed.Under(question => texts[question]);
        if (words.Length is 0 or > GrowthWords.LongestText)
        {
            return await PageAsync(me, store, typed, texts[words.Length == 0 ? "Empty" : "TooLong"], StatusCodes.Status422UnprocessableEntity, cancel);
        }

        try
        {
            return await store.AddAsync(me.Person, new(GrowthWords.Debrief, StudyDay.Of(clock.GetUtcNow()), words, null, null, null), cancel)
                ? Pages.SeeOther("/growth/debrief")
                : await PageAsync(me, store, typed, texts["Full"], StatusCodes.Status422UnprocessableEntity, cancel);
        }
        catch (StorageException)
        {
            return Pages.Show<DebriefPage>(new { Typed = typed, Refusal = texts["NotKeptYet"].Value }, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<RazorComponentResult> PageAsync(
        Me me, GrowthStore store, DebriefWords typed, string? refusal, int status, CancellationToken cancel) =>
        Pages.Show<DebriefPage>(new
        {
            Kept = (await store.OfAsync(me.Person, cancel)).Where(e => e.Words.Kind == GrowthWords.Debrief).ToList(), Typed = typed, Refusal = refusal,
        }, status);
}
