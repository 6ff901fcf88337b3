using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Platform.Html;

/// <summary>How an endpoint answers with a page.</summary>
internal static class Pages
{
    /// <summary>Draws <typeparamref name="TPage"/>; <paramref name="parameters"/> is an anonymous object with the page's parameters.</summary>
    public static RazorComponentResult Show<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(typeof(TPage), parameters ?? new { }) { StatusCode = status };

    /// <summary>After a form was taken: go and look, with GET, so that a reload sends nothing again.</summary>
    public static SeeOther SeeOther(string address) => new(address);
}

/// <summary>303, always to a page of ours.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public string Address => address;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
