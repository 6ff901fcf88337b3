using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Space;

/// <summary>
/// Thanks going back to whoever told the card that a piece of a plan grew from. Once for each card; that it was sent, and how to
/// take it back, stands in the sender's own sealed pages.
/// </summary>
internal static class ThanksPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var thanks = routes.MapGroup("/space/pages/{page}/thanks").ForPerson().DisableAntiforgery();
        thanks.MapPost("", SendAsync);
        thanks.MapPost("/taking-back", TakeBackAsync);
    }

    /// <summary>How it stands with the thanks for a piece; null: there is nobody to thank.</summary>
    public static async Task<ThanksState?> StateOfAsync(OwnPage page, Me me, Shelf shelf, Thanking thanking, CancellationToken cancel) =>
        page.Body.From?.Card is not { } card ? null
        : (await shelf.OwnAsync(me, cancel))[SentFor(card)].Length > 0 ? ThanksState.Sent
        : await thanking.IsWishedAsync(card, me, cancel) ? ThanksState.Wished
        : null;

    /// <summary>Whoever lets everything go leaves no line behind.</summary>
    public static async Task TakeAllBackAsync(Me me, Shelf shelf, Thanking thanking, CancellationToken cancel)
    {
        foreach (var (_, id) in (await shelf.OwnAsync(me, cancel)).Fields.Where(f => f.Key.StartsWith(SentFor(""), StringComparison.Ordinal)))
        {
            await thanking.TakeBackAsync(id, cancel);
        }
    }

    private static string SentFor(string card) => "thanked." + card;

    private static async Task<IResult> SendAsync(
        PageId page, [FromForm] string? words, Me me, HttpContext context, Shelf shelf, Shares shares, Names names, Thanking thanking, SpacePace pace,
        IStringLocalizer<ThanksTexts> texts, CancellationToken cancel)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (await StateOfAsync(found, me, shelf, thanking, cancel) is not ThanksState.Wished)
        {
            return Pages.SeeOther($"/space/pages/{page}");
        }

        var line = (Wording.Of(words) ?? words ?? "").ReplaceLineEndings(" ");
        if (line.Length is 0 or > Thanking.Longest)
        {
            return await AgainAsync(line.Length == 0 ? texts["SayIt"] : texts["TooLong", Thanking.Longest], StatusCodes.Status422UnprocessableEntity);
        }

        if (!pace.TryTake(me.Person))
        {
            Slowly.Say(context, TimeSpan.FromSeconds(5));
            return await AgainAsync(texts["SlowDown"], StatusCodes.Status429TooManyRequests);
        }

        // Noted before it is sent: whatever happens in between, what was sent can be taken back.
        var (card, id) = (found.Body.From!.Card, Thanking.NewId());
        await shelf.ChooseAsync(me, own => own[SentFor(card)].Length > 0 ? own : own.With(SentFor(card), id), cancel);
        if ((await shelf.OwnAsync(me, cancel))[SentFor(card)] == id && !await thanking.SendAsync(id, card, line, me, cancel))
        {
            await shelf.ChooseAsync(me, own => own.With(SentFor(card), ""), cancel);
        }

        return Pages.SeeOther($"/space/pages/{page}");

        async Task<IResult> AgainAsync(string why, int status) =>
            Pages.Show<OnePage>(await PagePages.OnePageAsync(found, me, shelf, shares, names, thanking, cancel, line, why), status);
    }

    private static async Task<IResult> TakeBackAsync(PageId page, Me me, Shelf shelf, Thanking thanking, CancellationToken cancel)
    {
        if (await shelf.FindAsync(page, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (found.Body.From?.Card is { } card && (await shelf.OwnAsync(me, cancel))[SentFor(card)] is { Length: > 0 } id)
        {
            await thanking.TakeBackAsync(id, cancel);
            await shelf.ChooseAsync(me, own => own.With(SentFor(card), ""), cancel);
        }

        return Pages.SeeOther($"/space/pages/{page}");
    }
}

/// <summary>How it stands with thanks for a card.</summary>
public enum ThanksState
{
    /// <summary>Its teller would like to hear it.</summary>
    Wished,
    Sent,
}
