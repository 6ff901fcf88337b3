using Alongside.Conversations;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>Five minutes on one move. Nothing of a drill is kept anywhere.</summary>
internal static class DrillPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/drills/{drill}", Show);
        pages.MapPost("/drills/{drill}", Try).WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
    }

    private static Results<RazorComponentResult, NotFound> Show(string drill, Drills drills, IStringLocalizer<PracticeTexts> texts, int line = 1) =>
        drills.Find(drill) is { } found && line >= 1 && line <= found.Items.Length
            ? Page(found, line, null, null, StatusCodes.Status200OK, texts)
            : TypedResults.NotFound();

    private static Results<RazorComponentResult, NotFound> Try(
        string drill, [FromForm] string? said, [FromForm] int? line, Drills drills, IStringLocalizer<PracticeTexts> texts)
    {
        if (drills.Find(drill) is not { } found || line is not { } number || number < 1 || number > found.Items.Length)
        {
            return TypedResults.NotFound();
        }

        return Words.From(said) switch
        {
            Words.Fit fit => Page(found, number, fit.Text, null, StatusCodes.Status200OK, texts),
            Words.Empty => Page(found, number, null, texts["NothingYet"], StatusCodes.Status400BadRequest, texts),
            Words.TooManyMarks => Page(found, number, null, texts["TooManyMarks"], StatusCodes.Status422UnprocessableEntity, texts),
            _ => Page(found, number, null, texts["TooLong"], StatusCodes.Status413PayloadTooLarge, texts),
        };
    }

    private static RazorComponentResult Page(Drill drill, int line, string? tried, string? refusal, int status, IStringLocalizer<PracticeTexts> texts)
    {
        var item = drill.Items[line - 1];
        var heard = tried is null ? null : Hearing.Of(tried, item.Heard);
        return Pages.Show<DrillPage>(new
        {
            View = new DrillView(
                drill.Id, drill.Name, drill.How, line, drill.Items.Length, item.Heard, item.Given, tried,
                heard is null ? [] : [.. heard.Seen.Select(static seen => seen.Move).Distinct().Select(move => MoveWords.Of(move, texts))],
                heard is not null && drill.Has(heard), [.. item.Ways]),
            Refusal = refusal,
        }, status);
    }
}
