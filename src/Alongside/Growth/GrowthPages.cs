using System.Globalization;
using System.Text.Json;
using Alongside.Growth.LookingBack;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Practice;
using Alongside.Study;
using Alongside.Study.Bank;
using Alongside.Study.Decks;
using Alongside.Study.Reviews;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Growth;

/// <summary>Competence map, portfolio and own wellbeing. Everything on these pages is the reader's own.</summary>
internal static class GrowthPages
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var growth = routes.MapGroup("/growth").ForEveryoneSignedIn().DisableAntiforgery();
        growth.MapGet("", MapAsync);
        growth.MapGet("/portfolio", async (Me me, GrowthStore store, QuestionBank bank, TimeProvider clock, CancellationToken cancel) =>
            await PortfolioAsync(me, store, bank, clock, null, null, cancel));
        growth.MapPost("/portfolio", AddAsync);
        growth.MapPost("/portfolio/removal", RemoveAsync);
        routes.MapGet("/api/growth/portfolio", ExportAsync).ForEveryoneSignedIn();
        growth.MapGet("/wellbeing", async (Me me, GrowthStore store, CancellationToken cancel) => await WellbeingAsync(me, store, cancel));
        growth.MapPost("/wellbeing", NoteAsync);
        growth.MapPost("/wellbeing/plan", PlanAsync);
        growth.MapGet("/letting-go", () => Pages.Show<GrowthLetGoPage>());
        growth.MapPost("/letting-go", async (Me me, GrowthStore store, CoReflections together, CancellationToken cancel) =>
        {
            await together.LeaveAllAsync(me.Person, cancel);
            await store.LetGoAsync(me.Person, cancel);
            return Pages.SeeOther("/growth");
        });
    }

    private static async Task<RazorComponentResult> MapAsync(
        Me me, GrowthStore store, QuestionBank bank, Notebooks notebooks, FictionalPeople people, Drills drills, CancellationToken cancel)
    {
        var met = (await notebooks.OpenAsync(me.Person, cancel)).Cards;
        var entries = (await store.OfAsync(me.Person, cancel)).Where(e => GrowthWords.Kinds.Contains(e.Words.Kind)).ToList();
        var practices = me.Role is Role.Specialist;
        return Pages.Show<GrowthPage>(new
        {
            LooksBack = practices,
            Groups = bank.Competences.Groups.Select(group => new MapGroup(group.Name, [.. group.Members.Select(one =>
            {
                var items = bank.Items.Where(i => i.Tags.Contains(one.Key)).ToList();
                return new MapLine(one.Name, one.About, items.Count(i => met.ContainsKey(i.Id)), items.Count, entries.Count(e => e.Words.Competence == one.Key),
                    [.. bank.Lessons.Where(l => l.Lesson.Tags.Contains(one.Key)).Select(l => new LessonName(l.Lesson.Id, l.Lesson.Title))],
                    // Ways to practice, and never how often somebody did: what they play is counted nowhere.
                    practices ? [.. drills.All.Where(d => d.Tags.Contains(one.Key)).Select(d => new PracticeWay($"/practice/drills/{d.Id}", d.Name, null)),
                        .. people.All.Where(p => p.Tags.Contains(one.Key)).Select(p => new PracticeWay($"/practice#who-{p.Id}", null, p.Name))] : []);
            })])).ToList(),
        });
    }

    private static async Task<RazorComponentResult> PortfolioAsync(
        Me me, GrowthStore store, QuestionBank bank, TimeProvider clock, GrowthWords? typed, string? error, CancellationToken cancel, int status = StatusCodes.Status200OK) =>
        Pages.Show<PortfolioPage>(new
        {
            Entries = (await store.OfAsync(me.Person, cancel)).Where(e => GrowthWords.Kinds.Contains(e.Words.Kind))
                .Select(e => new PortfolioLine(e.Id, e.Words, e.Words.Competence is { } key ? bank.Competences.Find(key)?.Name : null)).ToList(),
            Competences = bank.Competences.Groups.SelectMany(g => g.Members).Select(c => (c.Key, c.Name)).ToList(),
            Today = StudyDay.Of(clock.GetUtcNow()), Typed = typed, Error = error,
        }, status);

    private static async Task<IResult> AddAsync(
        [FromForm] string? kind, [FromForm] string? day, [FromForm] string? hours, [FromForm] string? text, [FromForm] string? competence,
        Me me, GrowthStore store, QuestionBank bank, TimeProvider clock, IStringLocalizer<GrowthTexts> texts, CancellationToken cancel)
    {
        var cleaned = Importing.Cleaned(text ?? "");
        var known = GrowthWords.Kinds.Contains(kind) && DateOnly.TryParseExact(day, "yyyy-MM-dd", out _);
        var words = new GrowthWords(
            known ? kind! : GrowthWords.Kinds[0], DateOnly.TryParseExact(day, "yyyy-MM-dd", out var on) ? on : StudyDay.Of(clock.GetUtcNow()), cleaned,
            decimal.TryParse(hours, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null, null,
            competence is not null && bank.Competences.Find(competence) is not null ? competence : null);
        var error = !known ? texts["DayWrong"].Value
            : cleaned.Length is 0 or > GrowthWords.LongestText ? texts["TextWrong", GrowthWords.LongestText].Value
            : !string.IsNullOrWhiteSpace(hours) && words.Hours is null or > 10_000 ? texts["HoursWrong"].Value : null;
        return error is null && await store.AddAsync(me.Person, words, cancel)
            ? Pages.SeeOther("/growth/portfolio")
            : await PortfolioAsync(me, store, bank, clock, words, error ?? texts["Full"], cancel, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<SeeOther, NotFound>> RemoveAsync([FromForm] string? entry, [FromForm] string? back, Me me, GrowthStore store, CancellationToken cancel) =>
        entry is null || await store.RemoveAsync(me.Person, entry, cancel) == 0
            ? TypedResults.NotFound() : Pages.SeeOther(back switch { "wellbeing" => "/growth/wellbeing", "debrief" => "/growth/debrief", _ => "/growth/portfolio" });

    private static async Task<FileContentHttpResult> ExportAsync(Me me, GrowthStore store, CancellationToken cancel) =>
        TypedResults.File(JsonSerializer.SerializeToUtf8Bytes((await store.OfAsync(me.Person, cancel)).Select(e => e.Words), Readable), "application/json", "portfolio.json");

    private static async Task<RazorComponentResult> WellbeingAsync(
        Me me, GrowthStore store, CancellationToken cancel, TypedDay? typed = null, string? plan = null, string? error = null, int status = StatusCodes.Status200OK)
    {
        var entries = await store.OfAsync(me.Person, cancel);
        return Pages.Show<WellbeingPage>(new
        {
            Days = entries.Where(e => e.Words.Kind == GrowthWords.Weight).Take(30).ToList(),
            Plan = plan ?? entries.FirstOrDefault(e => e.Words.Kind == GrowthWords.Plan)?.Words.Text,
            Typed = typed, DayError = typed is null ? null : error, PlanError = plan is null ? null : error,
        }, status);
    }

    private static async Task<IResult> NoteAsync(
        [FromForm] string? load, [FromForm] string? text, [FromForm] string? rested, Me me, GrowthStore store, TimeProvider clock, IStringLocalizer<GrowthTexts> texts, CancellationToken cancel)
    {
        var cleaned = Importing.Cleaned(text ?? "");
        var weight = int.TryParse(load, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 5 ? number : (int?)null;
        var error = weight is null ? texts["LoadWrong"].Value : cleaned.Length > GrowthWords.LongestText ? texts["TooLong", GrowthWords.LongestText].Value : null;
        return error is null && await store.AddAsync(me.Person, new(GrowthWords.Weight, StudyDay.Of(clock.GetUtcNow()), cleaned, null, weight, null, rested is not null), cancel)
            ? Pages.SeeOther("/growth/wellbeing")
            : await WellbeingAsync(me, store, cancel, new(weight, cleaned, rested is not null), null, error ?? texts["Full"], StatusCodes.Status422UnprocessableEntity);
    }

    // One plan: the new one first, then the old ones go.
    private static async Task<IResult> PlanAsync(
        [FromForm(Name = "text-plan")] string? text, Me me, GrowthStore store, TimeProvider clock, IStringLocalizer<GrowthTexts> texts, CancellationToken cancel)
    {
        var cleaned = Importing.Cleaned(text ?? "");
        var old = (await store.OfAsync(me.Person, cancel)).Where(e => e.Words.Kind == GrowthWords.Plan).ToList();
        var error = cleaned.Length > GrowthWords.LongestText ? texts["TooLong", GrowthWords.LongestText].Value : null;
        if (error is not null || cleaned.Length > 0 && !await store.AddAsync(me.Person, new(GrowthWords.Plan, StudyDay.Of(clock.GetUtcNow()), cleaned, null, null, null), cancel))
        {
            return await WellbeingAsync(me, store, cancel, null, cleaned, error ?? texts["Full"], StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var entry in old)
        {
            await store.RemoveAsync(me.Person, entry.Id, cancel);
        }

        return Pages.SeeOther("/growth/wellbeing");
    }
}

/// <summary>A day as it was typed and not kept.</summary>
public sealed record TypedDay(int? Load, string Text, bool Rested);

public sealed record MapGroup(string Name, IReadOnlyList<MapLine> Lines);

/// <param name="Met">Items met, of <paramref name="There"/>.</param>
/// <param name="Entries">In the portfolio.</param>
public sealed record MapLine(string Name, string About, int Met, int There, int Entries, IReadOnlyList<LessonName> Lessons, IReadOnlyList<PracticeWay> Practice);

/// <summary>A drill, by its name, or a scene with somebody made up.</summary>
public sealed record PracticeWay(string Address, string? Drill, string? Person);

public sealed record LessonName(string Id, string Title);

public sealed record PortfolioLine(string Id, GrowthWords Words, string? Competence);
