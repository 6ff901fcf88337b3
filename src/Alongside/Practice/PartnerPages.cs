using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>Two trainees, turn by turn. The lens reads only what the one who listens says.</summary>
internal static class PartnerPages
{
    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder pages)
    {
        pages.MapGet("/together/{scene}", ShowAsync);
        pages.MapPost("/together/{scene}/turns", TurnAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapPost("/together/{scene}/ending", EndAsync);
        pages.MapGet("/cards/{card}", ShowCardAsync);
        pages.MapPost("/cards/{card}", TakeCardAsync);
        routes.MapGet("/api/practice/together/{scene}/stage", StageAsync).ForSpecialist();
    }

    public static string AddressOf(SceneId scene) => $"/practice/together/{scene}";

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        SceneId scene, Me me, FictionalPeople people, Scenes scenes, Partners partners, CancellationToken cancel) =>
        await FindAsync(scene, me, scenes, cancel) is { } kept
            ? await PageAsync(kept, me, people, partners, null, null, StatusCodes.Status200OK, cancel)
            : TypedResults.NotFound();

    // So that a page may look whether it is its turn, without asking for all of it.
    private static async Task<Results<Ok<int>, NotFound>> StageAsync(SceneId scene, Me me, Scenes scenes, CancellationToken cancel) =>
        await FindAsync(scene, me, scenes, cancel) is { } kept ? TypedResults.Ok(kept.Scene.Stage) : TypedResults.NotFound();

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> TurnAsync(
        SceneId scene, [FromForm] string? said, [FromForm] int? stage, Me me, Pace pace, FictionalPeople people, Scenes scenes, Partners partners,
        IStringLocalizer<PracticeTexts> texts, CancellationToken cancel)
    {
        if (await FindAsync(scene, me, scenes, cancel) is not { } kept)
        {
            return TypedResults.NotFound();
        }

        var plays = kept.Owner != me.Person;
        if (kept.Scene.IsOver || stage != kept.Scene.Stage || plays != kept.Scene.PlayerHasTheWord)
        {
            return Pages.SeeOther(AddressOf(scene) + "#end");
        }

        var words = Words.From(said);
        (int Status, string Refusal)? refused = words switch
        {
            Words.Fit when !pace.TryTake(me.Person) => (StatusCodes.Status429TooManyRequests, texts["SlowDown"]),
            Words.Fit fit when !await KeepAsync(fit.Text) => (StatusCodes.Status409Conflict, texts["WentOn"]),
            Words.Fit => null,
            Words.Empty => (StatusCodes.Status400BadRequest, texts["NothingYet"]),
            Words.TooManyMarks => (StatusCodes.Status422UnprocessableEntity, texts["TooManyMarks"]),
            _ => (StatusCodes.Status413PayloadTooLarge, texts["TooLong"]),
        };
        return refused is var (status, refusal)
            ? await PageAsync(kept, me, people, partners, said, refusal, status, cancel)
            : Pages.SeeOther(AddressOf(scene) + "#end");

        // Whoever plays is never read.
        Task<bool> KeepAsync(string text) =>
            scenes.KeepAsync(kept, plays ? kept.Scene.Play(text) : kept.Scene.Hear(text, Hearing.Of(text, kept.Scene.LastWords)), cancel);
    }

    private static async Task<Results<SeeOther, NotFound>> EndAsync(SceneId scene, Me me, Scenes scenes, Partners partners, CancellationToken cancel)
    {
        if (await FindAsync(scene, me, scenes, cancel) is not { } kept || !await scenes.KeepAsync(kept, kept.Scene.EndTogether(), cancel))
        {
            return TypedResults.NotFound();
        }

        await partners.LeaveAsync(scene, cancel);
        return Pages.SeeOther(kept.Owner == me.Person ? $"/practice/scenes/{scene}/feedback" : "/practice");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowCardAsync(string card, Me me, Partners partners, CancellationToken cancel) =>
        await partners.FindAsync(card, me.Person, cancel) is not null ? Pages.Show<CardPage>(new { Card = card }) : TypedResults.NotFound();

    private static async Task<Results<SeeOther, NotFound>> TakeCardAsync(string card, Me me, Partners partners, CancellationToken cancel) =>
        await partners.FindAsync(card, me.Person, cancel) is { } scene && await partners.TakeAsync(scene, me.Person, cancel)
            ? Pages.SeeOther(AddressOf(scene))
            : TypedResults.NotFound();

    private static async Task<KeptScene?> FindAsync(SceneId scene, Me me, Scenes scenes, CancellationToken cancel) =>
        (await scenes.FindAsync(scene, me.Person, cancel) ?? await scenes.FindPlayedAsync(scene, me.Person, cancel)) is { Scene.Mode: SceneMode.Together } kept
            ? kept
            : null;

    private static async Task<RazorComponentResult> PageAsync(
        KeptScene kept, Me me, FictionalPeople people, Partners partners, string? said, string? refusal, int status, CancellationToken cancel)
    {
        var scene = kept.Scene;
        var plays = kept.Owner != me.Person;
        var handOver = !plays && !scene.IsOver && !await partners.IsTakenAsync(kept.Id, cancel);
        return Pages.Show<TogetherPage>(new
        {
            View = new TogetherView(
                kept.Id.Value, scene.Name, plays, handOver ? $"/practice/cards/{scene.Card}" : null, !scene.IsOver && plays == scene.PlayerHasTheWord, scene.IsOver,
                [.. SceneShowing.Lines(scene, scene.Name, me.Name).Select(line => plays ? line with { Mine = !line.Mine } : line)], scene.Stage,
                plays && people.Find(scene.Person) is { } person ? CardOf(person) : null),
            Said = said,
            Refusal = refusal,
        }, status);
    }

    private static CardView CardOf(FictionalPerson person) => new(
        person.Age, person.About, person.Voice, [.. person.Layers.Select((layer, depth) => (depth == 0 ? person.Openings[0] : layer.Tells[0], layer.Holds))]);
}
