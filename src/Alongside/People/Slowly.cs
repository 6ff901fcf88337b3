using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.People;

/// <summary>The answer to whoever asks too fast.</summary>
internal static class Slowly
{
    public static ProblemHttpResult Please(HttpContext context, TimeSpan wait)
    {
        Say(context, wait);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many at once. Please try again a little later.");
    }

    /// <summary>Tells a program when to come again.</summary>
    public static void Say(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
