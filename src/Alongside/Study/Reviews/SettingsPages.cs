using System.Globalization;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Recall.Fitting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Reviews;

/// <summary>What a learner may choose, spreading what piled up, and letting go of all of it.</summary>
internal static class SettingsPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var study = routes.MapGroup("/study").ForEveryoneSignedIn().DisableAntiforgery();
        study.MapGet("/settings", async (Me me, Learners learners, CancellationToken cancel) => Page(await learners.OfAsync(me.Person, cancel)));
        study.MapPost("/settings", KeepAsync);
        study.MapPost("/spreading", SpreadAsync);
        study.MapPost("/fitting", FitAsync);
        study.MapGet("/letting-go", () => Pages.Show<StudyLetGoPage>());
        study.MapPost("/letting-go", LetGoAsync);
    }

    private static async Task<Results<SeeOther, RazorComponentResult>> KeepAsync(
        [FromForm] string? newADay, [FromForm] string? mostADay, [FromForm] string? buttons, [FromForm] string? examDay, [FromForm] string? largeType,
        [FromForm] string? timePercent, Me me, Learners learners, IStringLocalizer<StudyTexts> texts, TimeProvider clock, CancellationToken cancel)
    {
        var known = await learners.OfAsync(me.Person, cancel);
        var newOnes = Number(newADay, StudySettings.MostNew);
        var most = Number(mostADay, StudySettings.MostAnswers);
        var exam = DateOnly.TryParseExact(examDay, "yyyy-MM-dd", out var day) ? day : (DateOnly?)null;
        var today = StudyDay.Of(clock.GetUtcNow());
        var wrongDay = !string.IsNullOrEmpty(examDay) && (exam is null || exam < today || exam > today.AddYears(3));
        var chosen = known with
        {
            NewADay = newOnes ?? known.NewADay, MostADay = most ?? known.MostADay, FourButtons = buttons == "four", LargeType = largeType is not null,
            TimePercent = Number(timePercent, 200) is { } percent && StudySettings.TimePercents.Contains(percent) ? percent : 100,
            ExamDay = wrongDay ? known.ExamDay : exam,
        };
        if (newOnes is null || most is null || wrongDay)
        {
            return Page(chosen, StatusCodes.Status422UnprocessableEntity,
                newOnes is null ? texts["NewWrong", StudySettings.MostNew].Value : null, most is null ? texts["MostWrong", StudySettings.MostAnswers].Value : null,
                wrongDay ? texts["ExamWrong"].Value : null);
        }

        await learners.KeepAsync(me.Person, chosen, cancel);
        return Pages.SeeOther("/study");
    }

    private static async Task<Results<SeeOther, BadRequest>> SpreadAsync(
        [FromForm] string? days, Me me, Learners learners, TimeProvider clock, CancellationToken cancel)
    {
        if (Number(days, 30) is not { } number || (number > 0 && !StudySettings.Spreads.Contains(number)))
        {
            return TypedResults.BadRequest();
        }

        var known = await learners.OfAsync(me.Person, cancel);
        // None: everything waits at once again.
        await learners.KeepAsync(me.Person, known with { SpreadFrom = number == 0 ? null : StudyDay.Of(clock.GetUtcNow()), SpreadDays = number }, cancel);
        return Pages.SeeOther("/study");
    }

    private static async Task<Results<RazorComponentResult, StatusCodeHttpResult>> FitAsync(
        Me me, Learners learners, StudyLog log, Fittings fittings, IStringLocalizer<StudyTexts> texts, HttpContext context, CancellationToken cancel)
    {
        var settings = await learners.OfAsync(me.Person, cancel);
        var answers = await log.ReadAsync(me.Person, cancel);
        if (answers.Count < Optimiser.LeastReviews)
        {
            return Page(settings, fitted: texts["FitTooFew", Optimiser.LeastReviews, answers.Count]);
        }

        if (fittings.Take(me.Person) is { } wait)
        {
            Slowly.Say(context, wait);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var fit = await fittings.FitAsync(answers, cancel);
        settings = settings with { Weights = fit is Fit.Learned ? StudySettings.Write(fit.Weights) : null };
        await learners.KeepAsync(me.Person, settings, cancel);
        return Page(settings, fitted: fit is Fit.Learned ? texts["FitLearned"] : texts["FitUsual"]);
    }

    private static async Task<SeeOther> LetGoAsync(Me me, StudyLettingGo letting, CancellationToken cancel)
    {
        await letting.LetGoAsync(me.Person, cancel);
        return Pages.SeeOther("/study");
    }

    private static RazorComponentResult Page(
        StudySettings of, int status = StatusCodes.Status200OK, string? newError = null, string? mostError = null, string? examError = null, string? fitted = null) =>
        Pages.Show<SettingsPage>(new
        {
            Chosen = new ChosenSettings(of.NewADay, of.MostADay, of.FourButtons, of.LargeType, of.TimePercent, of.ExamDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), of.Weights is not null),
            NewError = newError, MostError = mostError, ExamError = examError, Fitted = fitted,
        }, status);

    private static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}

/// <summary>Fitting weights takes a second of a processor: one at a time, and a few times a day for each learner.</summary>
internal sealed class Fittings(TimeProvider clock) : IDisposable
{
    private readonly Buckets<PersonId> buckets = new(clock, 3, TimeSpan.FromHours(6));
    private readonly SemaphoreSlim one = new(1);

    public TimeSpan? Take(PersonId person) => buckets.Take(person);

    public async Task<Fit> FitAsync(IReadOnlyList<Answered> answers, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Optimiser.Fit([.. answers.Select(StudyLog.Shown)]), cancel);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
