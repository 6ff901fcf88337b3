using System.Buffers.Text;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Alongside.People;

/// <summary>One's own sessions and ways to sign in: seeing them and ending them.</summary>
internal static class SessionPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessions", ShowAsync).ForEveryoneSignedIn();
        routes.MapPost("/sessions/ending", EndAsync).ForEveryoneSignedIn().DisableAntiforgery();
        routes.MapPost("/sign-out", SignOutAsync).ForEveryoneSignedIn().DisableAntiforgery();
        routes.MapPost("/sign-out/everywhere", SignOutEverywhereAsync).ForEveryoneSignedIn().DisableAntiforgery();
        routes.MapPost("/recovery-codes", RenewCodesAsync).For(Role.Specialist, Role.Steward).DisableAntiforgery();
        routes.MapPost("/passkeys/removal", RemovePasskeyAsync).For(Role.Specialist, Role.Steward).DisableAntiforgery();
    }

    private static async Task<RazorComponentResult> ShowAsync(Me me, Sessions sessions, Database database, CancellationToken cancel) =>
        Pages.Show<SessionsPage>(new
        {
            Me = me,
            Lines = await sessions.OfAsync(me.Person, cancel),
            Keys = await Passkeys.OfAsync(database, me.Person, cancel),
        });

    private static async Task<Results<RedirectHttpResult, NotFound>> EndAsync(
        [FromForm] string? session, Me me, HttpContext context, Sessions sessions, CancellationToken cancel)
    {
        if (!await sessions.EndAsync(me.Person, session ?? "", cancel))
        {
            return TypedResults.NotFound();
        }

        if (session == me.Session)
        {
            SessionCookie.Clear(context.Response);
            return TypedResults.Redirect("/");
        }

        return TypedResults.Redirect("/sessions");
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext context, Sessions sessions, CancellationToken cancel)
    {
        await sessions.LeaveAsync(context, cancel);
        return TypedResults.Redirect("/");
    }

    private static async Task<RedirectHttpResult> SignOutEverywhereAsync(Me me, HttpContext context, Sessions sessions, CancellationToken cancel)
    {
        await sessions.EndAllAsync(me.Person, cancel);
        SessionCookie.Clear(context.Response);
        return TypedResults.Redirect("/");
    }

    private static async Task<Results<RazorComponentResult, NotFound>> RenewCodesAsync(Me me, UserManager<Account> users) =>
        await users.FindByIdAsync(me.Person.ToString()) is { PasswordHash: not null } account
            ? Pages.Show<RecoveryCodesPage>(new
            {
                Codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, InvitationPages.RecoveryCodes))!.ToList(),
                Next = "/sessions",
            })
            : TypedResults.NotFound();

    // The last way in stays: without a password, somebody who removed their only passkey would have locked themselves out.
    private static async Task<Results<RedirectHttpResult, NotFound>> RemovePasskeyAsync(
        [FromForm] string? passkey, Me me, UserManager<Account> users, Database database, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(me.Person.ToString()) is not { } account
            || (await Passkeys.OfAsync(database, me.Person, cancel)) is not { } mine
            || mine.FirstOrDefault(p => p.CredentialId == passkey) is not { } one
            || (mine.Count == 1 && account.PasswordHash is null))
        {
            return TypedResults.NotFound();
        }

        await users.RemovePasskeyAsync(account, Base64Url.DecodeFromChars(one.CredentialId));
        return TypedResults.Redirect("/sessions");
    }
}
