using System.Globalization;
using System.Security.Cryptography;
using Alongside.Conversations;
using Alongside.Lens;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Alongside.Stewardship;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>Practice as pages. For specialists and those who learn it: whoever comes to be heard is never put before somebody made up.</summary>
internal static class PracticePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/practice").ForSpecialist().DisableAntiforgery();
        pages.MapGet("", ShowListAsync);
        pages.MapGet("/progress", async (Me me, Scenes scenes, CancellationToken cancel) =>
            Pages.Show<ProgressPage>(new { Scenes = (await scenes.OfAsync(me.Person, cancel)).Select(SceneShowing.LineOf).ToList() }));
        pages.MapPost("/letting-go", LetAllGoAsync);
        pages.MapPost("/scenes", BeginAsync);
        pages.MapGet("/scenes/{scene}", ShowAsync);
        pages.MapPost("/scenes/{scene}/turns", TurnAsync).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
        pages.MapPost("/scenes/{scene}/second-try", TryAgainAsync);
        pages.MapPost("/scenes/{scene}/ending", EndAsync);
        pages.MapPost("/scenes/{scene}/letting-go", LetGoAsync);
        pages.MapGet("/scenes/{scene}/feedback", ShowFeedbackAsync);
        pages.MapPost("/scenes/{scene}/objections", ObjectAsync);
        DrillPages.Map(pages);
        OwnPages.Map(pages);
        PartnerPages.Map(routes, pages);
    }

    private static async Task<RazorComponentResult> ShowListAsync(
        Me me, FictionalPeople people, Drills drills, Scenes scenes, CancellationToken cancel) =>
        Pages.Show<PracticePage>(new
        {
            People = people.All.Select(static p => new PersonView(p.Id, p.Name, p.Age, p.About, p.Voice)).ToList(),
            Drills = drills.All.Select(static d => new DrillLine(d.Id, d.Name, d.Items.Length)).ToList(),
            Scenes = (await scenes.OfAsync(me.Person, cancel)).Where(static s => !s.Scene.IsOver).Select(SceneShowing.LineOf).ToList(),
        });

    private static async Task<Results<SeeOther, NotFound>> BeginAsync(
        [FromForm] string? person, [FromForm] string? way, Me me, FictionalPeople people, Scenes scenes, Partners partners, CancellationToken cancel)
    {
        if (people.Find(person ?? "") is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (way == "together")
        {
            return Pages.SeeOther(PartnerPages.AddressOf(await partners.BeginAsync(me.Person, found, cancel)));
        }

        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var scene = await scenes.BeginAsync(me.Person, Scene.Begin(found, seed, way == "choices" ? SceneMode.Choices : SceneMode.OwnWords), cancel);
        return Pages.SeeOther(AddressOf(scene));
    }

    private static async Task<Results<RazorComponentResult, SeeOther, NotFound>> ShowAsync(
        SceneId scene, Me me, FictionalPeople people, Scenes scenes, IStringLocalizer<PracticeTexts> texts, CancellationToken cancel) =>
        await FindAsync(scene, me, people, scenes, cancel) is var (kept, person)
            ? kept.Scene.Mode is SceneMode.Together ? Pages.SeeOther(PartnerPages.AddressOf(scene)) : Page(kept, person, me, texts, null, null, StatusCodes.Status200OK)
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> TurnAsync(
        SceneId scene, [FromForm] string? said, [FromForm] int? choice, [FromForm] string? quiet, [FromForm] string? reflection, [FromForm] int? turn,
        [FromForm] string? signal, [FromForm] string? nod, [FromForm] string? mirror, Me me, Pace pace, Policy policy, FictionalPeople people, Scenes scenes, IStringLocalizer<PracticeTexts> texts, CancellationToken cancel)
    {
        if (await FindAsync(scene, me, people, scenes, cancel) is not var (kept, person))
        {
            return TypedResults.NotFound();
        }

        // The same form again: it was taken the first time.
        if (kept.Scene.IsOver || kept.Scene.Mode is SceneMode.Together || turn != kept.Scene.Turns.Length)
        {
            return Pages.SeeOther(AddressOf(scene) + "#end");
        }

        var (next, status, refusal) = signal is not null || nod is not null || mirror is not null
            ? (Shown(kept.Scene, person, policy.Signals.FirstOrDefault(one => one.Key == signal), nod is not null, mirror is not null), StatusCodes.Status400BadRequest, null)
            : quiet is not null ? (kept.Scene.Meet(person, "", Evidence.OfQuiet), 0, null)
            : choice is { } number ? Chosen(kept.Scene, person, number)
            : Written(kept.Scene, person, said, reflection is not null, texts);
        if (next is null)
        {
            return Page(kept, person, me, texts, said, refusal, status);
        }

        if (!pace.TryTake(me.Person))
        {
            return Page(kept, person, me, texts, said, texts["SlowDown"], StatusCodes.Status429TooManyRequests);
        }

        try
        {
            return await scenes.KeepAsync(kept, next, cancel)
                ? Pages.SeeOther(AddressOf(scene) + "#end")
                : Page(kept, person, me, texts, said, texts["WentOn"], StatusCodes.Status409Conflict);
        }
        catch (StorageException)
        {
            return Page(kept, person, me, texts, said, texts["NotKept"], StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Null where there is nothing to show it for.</summary>
    private static Scene? Shown(Scene scene, FictionalPerson person, ListeningSignal? signal, bool nod, bool mirror) =>
        signal is not null ? scene.Meet(person, "", Evidence.OfSign(Sign.Signal), signal: new GivenSignal(signal.Key, signal.Words))
        : nod && scene.MayNod ? scene.Meet(person, "", Evidence.OfSign(Sign.Nod))
        : mirror && scene.MayMirror ? scene.Meet(person, "", Evidence.OfSign(Sign.Mirror))
        : null;

    private static (Scene? Next, int Status, string? Refusal) Chosen(Scene scene, FictionalPerson person, int number) =>
        scene.Mode is SceneMode.Choices && scene.OffersNow(person) is var offers && number >= 0 && number < offers.Count
            ? (scene.Meet(person, offers[number].Words, Hearing.Of(offers[number])), 0, null)
            : (null, StatusCodes.Status400BadRequest, null);

    private static (Scene? Next, int Status, string? Refusal) Written(
        Scene scene, FictionalPerson person, string? said, bool isReflection, IStringLocalizer<PracticeTexts> texts) =>
        Words.From(said) switch
        {
            Words.Fit fit => (scene.Meet(person, fit.Text, Hearing.Of(fit.Text, scene.LastWords), isReflection), 0, null),
            Words.Empty => (null, StatusCodes.Status400BadRequest, texts["NothingYet"]),
            Words.TooManyMarks => (null, StatusCodes.Status422UnprocessableEntity, texts["TooManyMarks"]),
            _ => (null, StatusCodes.Status413PayloadTooLarge, texts["TooLong"]),
        };

    private static async Task<Results<SeeOther, RazorComponentResult, NotFound>> TryAgainAsync(
        SceneId scene, [FromForm] int? turn, Me me, FictionalPeople people, Scenes scenes, IStringLocalizer<PracticeTexts> texts, CancellationToken cancel)
    {
        if (await FindAsync(scene, me, people, scenes, cancel) is not var (kept, person))
        {
            return TypedResults.NotFound();
        }

        if (kept.Scene.Mode is SceneMode.Together || turn != kept.Scene.Turns.Length || kept.Scene.Turns is not [.., var last] || !await scenes.KeepAsync(kept, kept.Scene.WithoutLastTurn(), cancel))
        {
            return Pages.SeeOther(AddressOf(scene) + "#end");
        }

        // What they had written comes back, to be said in another way.
        return (await ShowAgainAsync(scene, me, people, scenes, texts, last.Said, cancel)).Result is RazorComponentResult page
            ? page
            : Pages.SeeOther(AddressOf(scene) + "#end");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAgainAsync(
        SceneId scene, Me me, FictionalPeople people, Scenes scenes, IStringLocalizer<PracticeTexts> texts, string said, CancellationToken cancel) =>
        await FindAsync(scene, me, people, scenes, cancel) is var (kept, person)
            ? Page(kept, person, me, texts, kept.Scene.Mode is SceneMode.OwnWords ? said : null, null, StatusCodes.Status200OK)
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, NotFound>> EndAsync(SceneId scene, Me me, FictionalPeople people, Scenes scenes, CancellationToken cancel)
    {
        if (await FindAsync(scene, me, people, scenes, cancel) is not var (kept, person))
        {
            return TypedResults.NotFound();
        }

        await scenes.KeepAsync(kept, kept.Scene.End(person), cancel);
        return Pages.SeeOther(AddressOf(scene) + "/feedback");
    }

    private static async Task<Results<SeeOther, NotFound>> LetGoAsync(SceneId scene, Me me, Scenes scenes, CancellationToken cancel) =>
        await scenes.LetGoAsync(scene, me.Person, cancel) ? Pages.SeeOther("/practice/progress") : TypedResults.NotFound();

    private static async Task<SeeOther> LetAllGoAsync(Me me, Scenes scenes, CancellationToken cancel)
    {
        await scenes.LetAllGoAsync(me.Person, cancel);
        return Pages.SeeOther("/practice/progress");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowFeedbackAsync(
        SceneId scene, Me me, FictionalPeople people, Scenes scenes, IStringLocalizer<PracticeTexts> texts, CancellationToken cancel) =>
        await FindAsync(scene, me, people, scenes, cancel) is var (kept, person)
            ? Pages.Show<FeedbackPage>(new { View = Feedback.Of(kept, person, texts) })
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, NotFound>> ObjectAsync(
        SceneId scene, [FromForm] string? note, Me me, FictionalPeople people, Scenes scenes, CancellationToken cancel)
    {
        if (await FindAsync(scene, me, people, scenes, cancel) is not var (kept, _) || NoteOf(note, kept.Scene) is not { } wrong)
        {
            return TypedResults.NotFound();
        }

        await scenes.KeepAsync(kept, kept.Scene.Object(wrong), cancel);
        return Pages.SeeOther($"{AddressOf(scene)}/feedback#script");
    }

    private static Objection? NoteOf(string? note, Scene scene) =>
        note?.Split(':') is [var at, var name]
        && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var turn) && turn < scene.Turns.Length
        && Enum.TryParse<Move>(name, out var move) && scene.Turns[turn].Evidence.Has(move)
            ? new Objection(turn, move)
            : null;

    private static async Task<(KeptScene Kept, FictionalPerson Person)?> FindAsync(
        SceneId scene, Me me, FictionalPeople people, Scenes scenes, CancellationToken cancel) =>
        await scenes.FindAsync(scene, me.Person, cancel) is { } kept && people.Find(kept.Scene.Person) is { } person ? (kept, person) : null;

    private static RazorComponentResult Page(
        KeptScene kept, FictionalPerson person, Me me, IStringLocalizer<PracticeTexts> texts, string? said, string? refusal, int status) =>
        Pages.Show<ScenePage>(new { View = SceneShowing.Show(kept, person, me, texts), Said = said, Refusal = refusal }, status);

    private static string AddressOf(SceneId scene) => $"/practice/scenes/{scene}";
}
