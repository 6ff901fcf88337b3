using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Time;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Library;

/// <summary>Telling a story for the library, and reading one before everybody does.</summary>
internal static class TellingPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Whoever has lived through something: those who come to be heard, and those who listen.
        var mine = routes.MapGroup("/library/tellings").For(Role.Person, Role.Specialist).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        mine.MapGet("", ListAsync);
        mine.MapGet("/new", (Me me) => Pages.Show<TellingPage>(new { Body = TellingBody.Blank with { Name = me.Name } }));
        mine.MapPost("", SendAsync);
        mine.MapGet("/{telling}", ShowAsync);
        mine.MapPost("/{telling}", SendAgainAsync);
        mine.MapPost("/{telling}/taking-back", TakeBackAsync);
        mine.MapPost("/{telling}/thanks", WishAsync);
        mine.MapPost("/{telling}/thanks/letting-go", LetThanksGoAsync);

        // What a stranger publishes is read by people in a hard hour, so somebody trained reads it first.
        var first = routes.MapGroup("/library/reading-first").For(Role.Specialist, Role.Steward).DisableAntiforgery();
        first.MapGet("", async (Me me, Tellings tellings, CancellationToken cancel) =>
            Pages.Show<ReadingFirstListPage>(new { Waiting = (await tellings.WaitingAsync(me, cancel)).Select(TellingView.Of).ToList() }));
        first.MapGet("/{telling}", ReadFirstAsync);
        first.MapPost("/{telling}/agreeing", AgreeAsync);
        first.MapPost("/{telling}/returning", ReturnAsync);
    }

    private static async Task<RazorComponentResult> ListAsync(Me me, Tellings tellings, Thanking thanking, CancellationToken cancel)
    {
        var mine = new List<TellingView>();
        foreach (var telling in await tellings.OfAsync(me, cancel))
        {
            mine.Add(TellingView.Of(telling) with { Thanks = await thanking.OfAsync(telling, cancel) });
        }

        return Pages.Show<TellingsPage>(new { Mine = mine });
    }

    // Nobody is thanked who did not say that they would like it.
    private static async Task<Results<SeeOther, NotFound>> WishAsync(
        string telling, [FromForm] string? wish, Me me, Tellings tellings, Thanking thanking, CancellationToken cancel)
    {
        if (await tellings.FindMineAsync(telling, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        await thanking.WishAsync(found, wish == "yes", cancel);
        return Pages.SeeOther("/library/tellings");
    }

    private static async Task<Results<SeeOther, NotFound>> LetThanksGoAsync(
        string telling, [FromForm] string? thanks, Me me, Tellings tellings, Thanking thanking, CancellationToken cancel)
    {
        if (await tellings.FindMineAsync(telling, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        await thanking.LetGoAsync(found, thanks ?? "", cancel);
        return Pages.SeeOther("/library/tellings");
    }

    private static async Task<IResult> SendAsync(HttpContext context, Me me, Tellings tellings, TellingPace pace, IStringLocalizer<TellingTexts> texts, CancellationToken cancel)
    {
        var typed = await ReadAsync(context, me, cancel);
        if (Refusal(typed, me, pace, context, texts) is { } refused)
        {
            return Pages.Show<TellingPage>(new { typed.Body, Refusal = refused.Why }, refused.Status);
        }

        return await tellings.SendAsync(typed.Body, me, cancel) is not null
            ? Pages.SeeOther("/library/tellings")
            : Pages.Show<TellingPage>(new { typed.Body, Refusal = texts["Full", Tellings.Most].Value }, StatusCodes.Status409Conflict);
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(string telling, Me me, Tellings tellings, CancellationToken cancel) =>
        await tellings.FindMineAsync(telling, me, cancel) is { } found
            ? Pages.Show<TellingPage>(new { found.Body, Of = TellingView.Of(found) })
            : TypedResults.NotFound();

    private static async Task<IResult> SendAgainAsync(
        string telling, HttpContext context, Me me, Tellings tellings, TellingPace pace, IStringLocalizer<TellingTexts> texts, CancellationToken cancel)
    {
        if (await tellings.FindMineAsync(telling, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var typed = await ReadAsync(context, me, cancel);
        if (Refusal(typed, me, pace, context, texts) is { } refused)
        {
            return Pages.Show<TellingPage>(new { typed.Body, Of = TellingView.Of(found), Refusal = refused.Why }, refused.Status);
        }

        return await tellings.SendAgainAsync(found, typed.Body, cancel)
            ? Pages.SeeOther("/library/tellings")
            : Pages.Show<TellingPage>(new { typed.Body, Of = TellingView.Of(found), Refusal = texts["Meanwhile"].Value }, StatusCodes.Status409Conflict);
    }

    private static async Task<Results<SeeOther, NotFound>> TakeBackAsync(string telling, Me me, Tellings tellings, CancellationToken cancel)
    {
        if (await tellings.FindMineAsync(telling, me, cancel) is not { } found)
        {
            return TypedResults.NotFound();
        }

        await tellings.TakeBackAsync(found, cancel);
        return Pages.SeeOther("/library/tellings");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ReadFirstAsync(string telling, Me me, Tellings tellings, CancellationToken cancel) =>
        await tellings.FindWaitingAsync(telling, me, cancel) is { } found
            ? Pages.Show<ReadingFirstPage>(new { Of = TellingView.Of(found) })
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, NotFound>> AgreeAsync(
        string telling, [FromForm] long? version, Me me, Tellings tellings, CancellationToken cancel) =>
        // Agreed to is what was read: other words since then are read first too.
        await tellings.FindWaitingAsync(telling, me, cancel) is { } found && found.Version == version && await tellings.AgreeAsync(found, me, cancel)
            ? Pages.SeeOther("/library/reading-first")
            : TypedResults.NotFound();

    private static async Task<IResult> ReturnAsync(
        string telling, [FromForm] string? words, [FromForm] long? version, Me me, Tellings tellings, IStringLocalizer<TellingTexts> texts, CancellationToken cancel)
    {
        if (await tellings.FindWaitingAsync(telling, me, cancel) is not { } found || found.Version != version)
        {
            return TypedResults.NotFound();
        }

        if (Wording.Of(words) is not { Length: > 0 } why)
        {
            return Pages.Show<ReadingFirstPage>(
                new { Of = TellingView.Of(found), Typed = words, Refusal = texts[string.IsNullOrWhiteSpace(words) ? "SayWhy" : "TooLong"].Value }, StatusCodes.Status422UnprocessableEntity);
        }

        return await tellings.ReturnAsync(found, why, me, cancel) ? Pages.SeeOther("/library/reading-first") : TypedResults.NotFound();
    }

    private static async Task<TellingForm> ReadAsync(HttpContext context, Me me, CancellationToken cancel) =>
        TellingForm.Read(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancel) : FormCollection.Empty, me);

    private static (string Why, int Status)? Refusal(TellingForm typed, Me me, TellingPace pace, HttpContext context, IStringLocalizer<TellingTexts> texts)
    {
        if (typed.Wrong is { } wrong)
        {
            return (texts[wrong], StatusCodes.Status422UnprocessableEntity);
        }

        if (pace.TryTake(me.Person))
        {
            return null;
        }

        Slowly.Say(context, TimeSpan.FromSeconds(30));
        return (texts["SlowDown"], StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>How fast one person may send stories: far above what is told by hand, far below what would bury whoever reads first.</summary>
internal sealed class TellingPace(TimeProvider clock) : PersonPace(clock, 10, TimeSpan.FromSeconds(30));

/// <summary>A telling as it is drawn.</summary>
/// <param name="WishesThanks">Whether its teller would like to be thanked.</param>
/// <param name="Thanks">What came.</param>
public sealed record TellingView(string Id, TellingState State, long Version, DateTimeOffset AgreedAt, TellingBody Body, bool WishesThanks, IReadOnlyList<Thanks> Thanks)
{
    internal static TellingView Of(Telling telling) =>
        new(telling.Id, telling.State, telling.Version, Micros.ToTime(telling.ConsentedAt), telling.Body, telling.ThanksWishedAt is not null, []);
}
