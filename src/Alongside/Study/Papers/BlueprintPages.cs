using System.Globalization;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Study.Bank;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Papers;

/// <summary>Where a steward says how mock papers are made here.</summary>
internal static class BlueprintPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/study/blueprint", async (Blueprints blueprints, QuestionBank bank, CancellationToken cancel, bool kept = false) =>
            Pages.Show<BlueprintPage>(new { Sheet = Sheet(await blueprints.ReadAsync(cancel), bank, kept) })).ForSteward();
        routes.MapPost("/study/blueprint", KeepAsync).ForSteward().DisableAntiforgery();
    }

    private static async Task<Results<SeeOther, RazorComponentResult>> KeepAsync(
        HttpContext context, Blueprints blueprints, QuestionBank bank, IStringLocalizer<StudyTexts> texts, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var (items, minutes, percent) = (Number(form["items"], 5, Blueprint.MostItems), Number(form["minutes"], 5, Blueprint.MostMinutes), Number(form["percent"], 1, 100));
        var parts = bank.Domains.ToDictionary(d => d.Key, d => Number(form["parts-" + d.Key], 0, Blueprint.MostParts));
        if (items is null || minutes is null || percent is null || parts.Values.Any(p => p is null) || parts.Values.All(p => p == 0))
        {
            return Pages.Show<BlueprintPage>(new
            {
                Sheet = new BlueprintSheet(form["items"].ToString(), form["minutes"].ToString(), form["percent"].ToString(),
                    [.. bank.Domains.Select(d => (d.Key, d.Name, form["parts-" + d.Key].ToString(), Available(bank, d)))],
                    texts["BlueprintWrong", Blueprint.MostItems, Blueprint.MostMinutes, Blueprint.MostParts].Value, false),
            }, StatusCodes.Status422UnprocessableEntity);
        }

        await blueprints.KeepAsync(new(items.Value, minutes.Value, percent.Value, parts.ToDictionary(p => p.Key, p => p.Value!.Value)), cancel);
        return Pages.SeeOther("/study/blueprint?kept=true");
    }

    private static BlueprintSheet Sheet(Blueprint of, QuestionBank bank, bool kept) => new(
        Text(of.Items), Text(of.Minutes), Text(of.PercentToPass), [.. bank.Domains.Select(d => (d.Key, d.Name, Text(of.PartsOf(d.Key)), Available(bank, d)))], null, kept);

    private static int Available(QuestionBank bank, Domain domain) => bank.Items.Count(i => i.Domain == domain.Key && i.Kind != ItemKind.Card);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
