using System.Diagnostics;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Alongside.Stewardship;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Conversations;

/// <summary>The untangling page: pieces in any order, kept as the person's own, handed over all, some or none.</summary>
internal static class UntanglePages
{
    public static void MapUntanglePages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/untangle").ForPerson().DisableAntiforgery();
        pages.MapGet("", async (Me me, Shown shown, CancellationToken cancel, bool left = false) => await shown.PageAsync(me, Draft.Fresh(), left, StatusCodes.Status200OK, cancel));
        pages.MapPost("", AddAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapPost("/order", OrderAsync);
        pages.MapPost("/letting-go", LetGoAsync);
        pages.MapPost("/handing-over", HandOverAsync);
    }

    private static async Task<Results<SeeOther, RazorComponentResult>> AddAsync(
        [FromForm] string? text, [FromForm] Guid? clientId, Me me, Untangling untangling, Shown shown, IStringLocalizer<ConversationTexts> texts,
        IStringLocalizer<UntangleTexts> own, CancellationToken cancel)
    {
        var id = clientId ?? Guid.CreateVersion7();
        (int Status, string? Refusal) = Words.From(text) switch
        {
            // Nothing written is nothing wrong.
            Words.Empty => (StatusCodes.Status303SeeOther, null),
            Words.TooLong => (StatusCodes.Status413PayloadTooLarge, (string?)texts["TooLong"]),
            Words.TooManyMarks => (StatusCodes.Status422UnprocessableEntity, texts["TooManyMarks"]),
            Words.Fit words => await KeepAsync(words.Text),
            _ => throw new UnreachableException(),
        };
        return Refusal is null
            ? Pages.SeeOther("/untangle#write")
            : await shown.PageAsync(me, new Draft(id, text, Refusal), false, Status, cancel);

        async Task<(int, string?)> KeepAsync(string words)
        {
            try
            {
                return await untangling.AddAsync(me.Person, id, words, cancel)
                    ? (StatusCodes.Status303SeeOther, null)
                    : (StatusCodes.Status422UnprocessableEntity, own["Full", Untangling.Most]);
            }
            catch (StorageException)
            {
                return (StatusCodes.Status503ServiceUnavailable, own["NotKeptYet"]);
            }
        }
    }

    private static async Task<SeeOther> OrderAsync(
        [FromForm] string? up, [FromForm] string? down, Me me, Untangling untangling, CancellationToken cancel)
    {
        await untangling.MoveAsync(me.Person, up ?? down ?? "", up is not null, cancel);
        return Pages.SeeOther("/untangle#pieces");
    }

    private static async Task<SeeOther> LetGoAsync(
        [FromForm] string? gone, [FromForm] string? all, Me me, Untangling untangling, CancellationToken cancel)
    {
        await untangling.LetGoAsync(me.Person, all is null ? gone ?? "" : null, cancel);
        return Pages.SeeOther("/untangle#pieces");
    }

    private static async Task<SeeOther> HandOverAsync(
        IFormCollection form, Me me, Seats seats, Untangling untangling, Shown shown, CancellationToken cancel)
    {
        if (await shown.OpenConversationAsync(me, cancel) is not { } conversation || await seats.FindAsync(conversation, me, cancel) is not { } seat)
        {
            return Pages.SeeOther("/untangle?left=true#pieces");
        }

        string[] chosen = [.. form["fragment"].OfType<string>()];
        return await untangling.HandOverAsync(seat, form.ContainsKey("all") ? null : chosen, cancel)
            ? Pages.SeeOther($"/conversations/{conversation}#end")
            : Pages.SeeOther("/untangle?left=true#pieces");
    }

    /// <summary>What the page shows, however somebody came to it.</summary>
    internal sealed class Shown(Seats seats, Untangling untangling, Policy policy)
    {
        /// <summary>The person's conversation that goes on, if there is one.</summary>
        public async Task<ConversationId?> OpenConversationAsync(Me me, CancellationToken cancel) =>
            (await seats.OfAsync(me.Person, cancel)).FirstOrDefault(c => c.EndedAt is null && c.Side == Side.Person.Name())?.ConversationId;

        public async Task<RazorComponentResult> PageAsync(Me me, Draft draft, bool left, int status, CancellationToken cancel) =>
            Pages.Show<UntanglePage>(new
            {
                Fragments = await untangling.OfAsync(me.Person, cancel),
                Conversation = (await OpenConversationAsync(me, cancel))?.Value,
                Draft = draft,
                Left = left,
                policy.RetentionDays,
            }, status);
    }
}
