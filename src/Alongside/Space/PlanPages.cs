using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Space;

/// <summary>The plan: the person's own sections with their pieces, on one printed page.</summary>
internal static class PlanPages
{
    private const int MostSections = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/space/plan", ShowAsync).ForPerson();
        routes.MapGet("/space/plan/sections", SectionsAsync).ForPerson();
        routes.MapPost("/space/plan/sections", ChangeAsync).ForPerson().DisableAntiforgery();
    }

    private static async Task<RazorComponentResult> ShowAsync(Me me, Shelf shelf, CancellationToken cancel, bool large = false)
    {
        var pieces = (await shelf.OfKindAsync(PageKind.Plan, me, cancel)).Reverse().Select(p => p.View).ToList();
        var sections = Wording.LinesOf((await shelf.OwnAsync(me, cancel))["sections"]);
        // A piece whose section is gone is never hidden.
        var all = sections.Concat(pieces.Select(p => p.Body["section"])).Distinct().Select(s => new PlanSection(s, [.. pieces.Where(p => p.Body["section"] == s)]));
        return Pages.Show<PlanPage>(new { Sections = all.OrderBy(s => s.Name.Length == 0).ToList(), Large = large });
    }

    private static async Task<RazorComponentResult> SectionsAsync(
        Me me, Shelf shelf, IStringLocalizer<SpaceTexts> texts, CancellationToken cancel, bool outline = false)
    {
        var own = (await shelf.OwnAsync(me, cancel))["sections"];
        return Pages.Show<SectionsPage>(new { Sections = outline ? string.Join('\n', Wording.LinesOf(own).Union(Outline(texts))) : own });
    }

    private static async Task<SeeOther> ChangeAsync([FromForm] string? sections, Me me, Shelf shelf, CancellationToken cancel)
    {
        var lines = Wording.LinesOf(Wording.Of(sections) ?? "").Distinct().Take(MostSections);
        await shelf.ChooseAsync(me, own => own.With("sections", string.Join('\n', lines)), cancel);
        return Pages.SeeOther("/space/plan");
    }

    // One way to begin, in our own words. Each line is the person's to change.
    private static IEnumerable<string> Outline(IStringLocalizer<SpaceTexts> texts) =>
        [texts["Outline.Well"], texts["Outline.Daily"], texts["Outline.Knocks"], texts["Outline.Signs"], texts["Outline.Hard"], texts["Outline.Voice"], texts["Outline.After"]];
}

/// <summary>One section of a plan; without a name: pieces that stand in none.</summary>
public sealed record PlanSection(string Name, IReadOnlyList<PageView> Pieces);
