using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.People;

/// <summary>The answer to whoever asks too fast.</summary>
internal static class Slowly
{
    public static ProblemHttpResult Please(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many at once. Please try again a little later.");
    }

    private static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);
}
