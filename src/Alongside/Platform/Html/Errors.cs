using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Platform.Html;

/// <summary>What is shown when there is nothing to show: kind, alike for missing and refused, with the crisis lines.</summary>
internal static class Errors
{
    public static IApplicationBuilder UseErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // Storage that cannot say whether it kept something: the page says "not sent yet" and tries again.
            StatusCodeSelector = failure => failure switch
            {
                StorageException { IsOfTheText: true } => StatusCodes.Status400BadRequest,
                StorageException => StatusCodes.Status503ServiceUnavailable,
                // Larger than the endpoint takes, or broken off on its way.
                BadHttpRequestException sent => sent.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
            ExceptionHandler = context => ShowAsync(context, context.Response.StatusCode),
        });
        app.UseStatusCodePages(pages => ShowAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        return app;
    }

    private static Task ShowAsync(HttpContext context, int status)
    {
        // Missing and refused are one answer: nobody learns that a thing exists.
        var shown = status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            ? StatusCodes.Status404NotFound : status;
        if (shown is StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        return context.Request.Path.StartsWithSegments("/api")
            ? Problem(context, shown).ExecuteAsync(context)
            : Pages.Show<ErrorPage>(new { Status = shown }, shown).ExecuteAsync(context);
    }

    private static IResult Problem(HttpContext context, int status) => Results.Json(
        new ProblemDetails { Status = status, Title = ErrorWords.Title(context.RequestServices.GetRequiredService<IStringLocalizer<ErrorTexts>>(), status) },
        statusCode: status,
        contentType: "application/problem+json");
}

/// <summary>The plain words for a status: nothing here, not taken, too much at once, or our own fault.</summary>
internal static class ErrorWords
{
    public static string Title(IStringLocalizer<ErrorTexts> texts, int status) => status switch
    {
        404 or 405 => texts["NothingHere"],
        413 => texts["TooLong"],
        429 => texts["TooMuch"],
        >= 500 => texts["OurFault"],
        _ => texts["NotTaken"],
    };

    public static string Next(IStringLocalizer<ErrorTexts> texts, int status) => status switch
    {
        404 or 405 => texts["NothingHereNext"],
        413 => texts["TooLongNext"],
        429 => texts["TooMuchNext"],
        >= 500 => texts["OurFaultNext"],
        _ => texts["NotTakenNext"],
    };
}
