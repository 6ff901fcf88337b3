using System.Diagnostics;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.People;

/// <summary>Signing in, for programs and by the page.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sign-in", SignInAsync).ForAnyone();
        routes.MapGet("/sign-in", () => Pages.Show<SignInPage>()).ForAnyone();
        routes.MapPost("/sign-in", SignInByPageAsync).ForAnyone().DisableAntiforgery();
    }

    /// <summary>Where somebody goes when they are in.</summary>
    public static string HomeOf(Role role) => role switch
    {
        Role.Person => "/talk",
        Role.Specialist => "/desk",
        _ => "/sessions",
    };

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(
        SignInRequest request, HttpContext context, SignIn signIn, Sessions sessions, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        switch (await signIn.WithPasswordAsync(
            request.Name ?? "", request.Password ?? "", request.Code ?? "", context.NetworkOf(), Devices.NameOf(context.Request), cancel))
        {
            case SigningIn.In done:
                return TypedResults.Ok(await EnterAsync(context, sessions, done.Token, cancel));
            case SigningIn.Refused:
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: texts["SignInRefused"]);
            case SigningIn.Later later:
                return Slowly.Please(context, later.Wait);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<IResult> SignInByPageAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? code,
        HttpContext context, SignIn signIn, Sessions sessions, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        switch (await signIn.WithPasswordAsync(name ?? "", password ?? "", code ?? "", context.NetworkOf(), Devices.NameOf(context.Request), cancel))
        {
            case SigningIn.In done:
                return TypedResults.Redirect((await EnterAsync(context, sessions, done.Token, cancel)).Next);
            case SigningIn.Refused:
                return Pages.Show<SignInPage>(
                    new { SignInName = name, Error = texts["SignInRefused"].Value }, StatusCodes.Status401Unauthorized);
            case SigningIn.Later later:
                Slowly.Say(context, later.Wait);
                return Pages.Show<SignInPage>(
                    new { SignInName = name, Error = texts["SignInLater"].Value }, StatusCodes.Status429TooManyRequests);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Ends whoever this device was before, so that no session is carried over, and lets it in anew.</summary>
    public static async Task<SignedIn> EnterAsync(HttpContext context, Sessions sessions, string token, CancellationToken cancel)
    {
        await sessions.LeaveAsync(context, cancel);
        var session = await sessions.FindAsync(token, cancel)
            ?? throw new InvalidOperationException("A session that was just opened is not there.");
        SessionCookie.Write(context.Response, token, Sessions.CookieStays(session.Me.Role));
        return new SignedIn(session.Me.Name, HomeOf(session.Me.Role));
    }
}

/// <param name="Name">The sign-in name.</param>
/// <param name="Password">The password.</param>
/// <param name="Code">A code of the authenticator app, or a recovery code.</param>
internal sealed record SignInRequest(string? Name, string? Password, string? Code);

/// <param name="Name">What others call them.</param>
/// <param name="Next">The page to go on to.</param>
internal sealed record SignedIn(string Name, string Next);
