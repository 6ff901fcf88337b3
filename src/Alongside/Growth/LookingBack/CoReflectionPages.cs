using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Study.Decks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Growth.LookingBack;

/// <summary>Where two specialists look back, each at themselves. Nobody else, no steward either, comes in.</summary>
internal static class CoReflectionPages
{
    private const string Home = "/growth/looking-back";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Home).ForSpecialist().DisableAntiforgery();
        pages.MapGet("", async (Me me, CoReflections all, Names names, CancellationToken cancel) => await ListAsync(me, all, names, null, cancel));
        pages.MapPost("", BeginAsync);
        pages.MapGet("/links/{link}", ShowLinkAsync);
        pages.MapPost("/links/{link}", JoinAsync);
        pages.MapGet("/{pair}", async (string pair, Me me, CoReflections all, Names names, CancellationToken cancel) => await ShowAsync(pair, me, all, names, null, null, null, cancel));
        pages.MapPost("/{pair}", WriteAsync);
        pages.MapPost("/{pair}/link", NewLinkAsync);
        pages.MapPost("/{pair}/opening", AgreeAsync);
        pages.MapPost("/{pair}/leaving", LeaveAsync);
    }

    private static async Task<RazorComponentResult> ListAsync(
        Me me, CoReflections all, Names names, string? error, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var lines = new List<CoLine>();
        foreach (var one in await all.OfAsync(me.Person, cancel))
        {
            lines.Add(new(one.Id, one.Other is { } other ? await names.OfAsync(other, cancel) : null, one.OtherLeft, one.Opened));
        }

        return Pages.Show<CoReflectionsPage>(new { Lines = lines, Error = error }, status);
    }

    private static async Task<IResult> BeginAsync(
        Me me, CoReflections all, Names names, Settings settings, HttpContext context, IStringLocalizer<CoTexts> texts, CancellationToken cancel)
    {
        // Read by hand: a form in which nothing was chosen is empty, and is answered in words too.
        var moment = (await context.Request.ReadFormAsync(cancel))["moment"].ToString();
        if (!CoReflections.Moments.Contains(moment))
        {
            return await ListAsync(me, all, names, texts["NeedMoment"], cancel, StatusCodes.Status422UnprocessableEntity);
        }

        var (id, link) = await all.BeginAsync(me.Person, moment, cancel);
        return await ShowAsync(id, me, all, names, settings.ForOthers(context.Request, $"{Home}/links/{link}"), null, null, cancel);
    }

    private static async Task<IResult> NewLinkAsync(string pair, Me me, CoReflections all, Names names, Settings settings, HttpContext context, CancellationToken cancel) =>
        await all.NewLinkAsync(me.Person, pair, cancel) is { } link
            ? await ShowAsync(pair, me, all, names, settings.ForOthers(context.Request, $"{Home}/links/{link}"), null, null, cancel) : TypedResults.NotFound();

    private static async Task<IResult> ShowLinkAsync(string link, Me me, CoReflections all, CancellationToken cancel) =>
        await all.FindByLinkAsync(me.Person, link, cancel) switch
        {
            (var id, true) => Pages.SeeOther($"{Home}/{id}"),
            (_, false) => Pages.Show<CoLinkPage>(new { Link = link }),
            null => TypedResults.NotFound(),
        };

    private static async Task<Results<SeeOther, NotFound>> JoinAsync(string link, Me me, CoReflections all, CancellationToken cancel) =>
        await all.JoinAsync(me.Person, link, cancel) is { } id ? Pages.SeeOther($"{Home}/{id}") : TypedResults.NotFound();

    private static async Task<IResult> ShowAsync(
        string pair, Me me, CoReflections all, Names names, string? link, OwnTurns? typed, string? error, CancellationToken cancel, int status = StatusCodes.Status200OK) =>
        await all.FindAsync(me.Person, pair, cancel) is { } found
            ? Pages.Show<CoReflectionPage>(new
            {
                Sheet = new CoSheet(
                    found.Id, found.Moment, found.Other is { } other ? await names.OfAsync(other, cancel) : null, found.OtherLeft, found.Mine, found.Agreed, found.OtherAgreed, found.Opened, found.Theirs),
                Typed = typed ?? found.Mine, Link = link, Error = error,
            }, status)
            : TypedResults.NotFound();

    private static async Task<IResult> WriteAsync(
        string pair, [FromForm] string? happened, [FromForm] string? noticed, [FromForm] string? next,
        Me me, CoReflections all, Names names, IStringLocalizer<CoTexts> texts, CancellationToken cancel)
    {
        var turns = new OwnTurns(Importing.Cleaned(happened ?? ""), Importing.Cleaned(noticed ?? ""), Importing.Cleaned(next ?? ""));
        if (new[] { turns.Happened, turns.Noticed, turns.Next }.Any(t => t.Length > OwnTurns.LongestTurn))
        {
            return await ShowAsync(pair, me, all, names, null, turns, texts["TooLong", OwnTurns.LongestTurn], cancel, StatusCodes.Status422UnprocessableEntity);
        }

        return await all.WriteAsync(me.Person, pair, turns, cancel) switch
        {
            Stepping.Done => Pages.SeeOther($"{Home}/{pair}"),
            Stepping.Opened => await ShowAsync(pair, me, all, names, null, turns, texts["OpenedMeanwhile"], cancel, StatusCodes.Status409Conflict),
            _ => TypedResults.NotFound(),
        };
    }

    private static async Task<IResult> AgreeAsync(
        string pair, [FromForm] string? agree, Me me, CoReflections all, Names names, IStringLocalizer<CoTexts> texts, CancellationToken cancel) =>
        await all.AgreeAsync(me.Person, pair, agree == "yes", cancel) switch
        {
            Stepping.Done or Stepping.Opened => Pages.SeeOther($"{Home}/{pair}"),
            Stepping.NotAllWritten => await ShowAsync(pair, me, all, names, null, null, texts["NotAllWritten"], cancel, StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.NotFound(),
        };

    private static async Task<Results<SeeOther, NotFound>> LeaveAsync(string pair, Me me, CoReflections all, CancellationToken cancel) =>
        await all.LeaveAsync(me.Person, pair, cancel) ? Pages.SeeOther(Home) : TypedResults.NotFound();
}

/// <param name="Other">Name of the other side; null while there is none.</param>
public sealed record CoLine(string Id, string? Other, bool OtherLeft, bool Opened);

/// <summary>A co-reflection as its page shows it to one side.</summary>
/// <param name="Other">Name of the other side; null while there is none.</param>
public sealed record CoSheet(string Id, string Moment, string? Other, bool OtherLeft, OwnTurns Mine, bool Agreed, bool OtherAgreed, bool Opened, OwnTurns? Theirs);
