using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.Platform.Localization;

/// <summary>Keeps the language a person chose, until they close the browser.</summary>
internal static class LanguageEndpoint
{
    public const string Cookie = "language";

    public static void MapLanguage(this IEndpointRouteBuilder routes) =>
        // Anyone may choose. No token: requests from another site are refused by where they come from.
        routes.MapPost("/language", Choose).AllowAnonymous().DisableAntiforgery();

    private static RedirectHttpResult Choose([FromForm] string? language, [FromForm] string? back, Cultures cultures, HttpContext context)
    {
        if (cultures.Names.Contains(language))
        {
            context.Response.Cookies.Append(
                Cookie,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language!)),
                new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });
        }

        // Only ever back to a page of ours; an address is made of ASCII letters, escapes and all.
        return TypedResults.Redirect(RedirectHttpResult.IsLocalUrl(back) && Ascii.IsValid(back) ? back! : "/");
    }
}
