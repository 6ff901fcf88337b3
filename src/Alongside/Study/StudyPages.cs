using System.Diagnostics;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Recall;
using Alongside.Study.Bank;
using Alongside.Study.Reviews;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Alongside.Study;

/// <summary>The first page of study, and beginning without an account.</summary>
internal static class StudyPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Anyone may look; whoever begins becomes a guest by beginning, and may keep it with return words.
        routes.MapGet("/study", ShowAsync).ForAnyone();
        routes.MapPost("/study/beginning", BeginAsync).ForAnyone().DisableAntiforgery();
    }

    private static async Task<RazorComponentResult> ShowAsync(
        Me? me, Notebooks notebooks, QuestionBank bank, IStringLocalizer<StudyTexts> texts, CancellationToken cancel) =>
        Pages.Show<StudyPage>(new
        {
            Home = me is null ? null : Home(me, await notebooks.OpenAsync(me.Person, cancel), texts),
            Items = bank.Items.Count(),
            Drafts = bank.Items.Count(i => i.State is ItemState.Draft),
            Steward = me?.Role is Role.Steward,
        });

    private static async Task<Results<SeeOther, ProblemHttpResult>> BeginAsync(HttpContext context, Guests guests, CancellationToken cancel) =>
        await guests.ArriveAsync(context, cancel) switch
        {
            Arrival.Here => Pages.SeeOther("/study/reviews"),
            Arrival.Later later => Slowly.Please(context, later.Wait),
            _ => throw new UnreachableException(),
        };

    private static StudyHome Home(Me me, Notebook notebook, IStringLocalizer<StudyTexts> texts) => new(
        notebook.Answers.Count > 0,
        notebook.Due.Count,
        notebook.NewLeft,
        notebook.NextDue is { } next ? Spans.In(next - notebook.Now, texts) : null,
        notebook.Answers is [.., var last] ? notebook.Today.DayNumber - StudyDay.Of(last.At).DayNumber : 0,
        notebook.PutOff,
        DueForecast.Of(notebook.Cards.Values, notebook.Now, 2, StudyDay.Zone)[1].Cards,
        notebook.DaysToExam,
        notebook.NewPerDay,
        notebook.Unmet.Count,
        notebook.ShareIsDone,
        notebook.Settings.LargeType,
        me.Role is Role.Person);
}
