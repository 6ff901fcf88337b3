using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Platform.Html;

/// <summary>How an endpoint answers with a page.</summary>
internal static class Pages
{
    /// <summary>Draws <typeparamref name="TPage"/>; <paramref name="parameters"/> is an anonymous object with the page's parameters.</summary>
    public static RazorComponentResult<TPage> Show<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(parameters ?? new { }) { StatusCode = status };
}
