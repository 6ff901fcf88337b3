using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Platform.Html;

/// <summary>What a capability does when a person leaves in a hurry, e.g. end their session. Registered in the container.</summary>
internal delegate Task OnLeaving(HttpContext context, CancellationToken cancel);

/// <summary>The quick way out: everything of ours is taken off the device, then a page about soup.</summary>
internal static class Leaving
{
    /// <summary>
    /// Runs in the head before anything is painted: after leaving, the Back button leads to soup and not to us. The mark lives in the tab's
    /// own memory and goes with it; coming here on purpose takes it away.
    /// </summary>
    public static readonly MarkupString BeforePaint = new(
        "try{if(sessionStorage.soup){if(performance.getEntriesByType('navigation')[0].type==='back_forward'){document.documentElement.classList.add('gone');location.replace('/soup')}else sessionStorage.removeItem('soup')}}catch{}");

    /// <summary>The mark itself, set by the page about soup.</summary>
    public static readonly MarkupString Remember = new("try{sessionStorage.soup='1'}catch{}");

    public static void MapLeaving(this IEndpointRouteBuilder routes)
    {
        // A plain link, so that it works without script. Anyone may leave; another site may not make them.
        routes.MapGet("/leave", LeaveAsync).AllowAnonymous();
        routes.MapGet("/soup", () => Pages.Show<SoupPage>()).AllowAnonymous();
        routes.MapGet("/leaving", () => Pages.Show<LeavingPage>()).AllowAnonymous();
    }

    private static async Task<RedirectHttpResult> LeaveAsync(HttpContext context, IEnumerable<OnLeaving> others, CancellationToken cancel)
    {
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none")
        {
            foreach (var name in context.Request.Cookies.Keys)
            {
                // A __Host- cookie can be taken away only by one that carries Secure and no domain.
                var secure = context.Request.IsHttps || name.StartsWith("__", StringComparison.Ordinal);
                context.Response.Cookies.Delete(name, new CookieOptions { Path = "/", Secure = secure, HttpOnly = true, SameSite = SameSiteMode.Lax });
            }

            // Not "cache": clearing it can hold the page for seconds, and nothing personal is ever cached.
            context.Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
            foreach (var other in others)
            {
                await other(context, cancel);
            }
        }

        return TypedResults.Redirect("/soup");
    }
}
