using System.Diagnostics;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.People;

/// <summary>Accepting an invitation, without script: one form.</summary>
internal static class InvitationPages
{
    public const int RecoveryCodes = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/invitation/{token}", ShowAsync).ForAnyone();
        routes.MapPost("/invitation/{token}", AcceptAsync).ForAnyone().DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(string token, Invitations invitations, CancellationToken cancel) =>
        await invitations.FindAsync(token, cancel) is { } role
            ? Pages.Show<InvitationPage>(new { Token = token, For = role, Authenticator = invitations.AuthenticatorOf(token) })
            : TypedResults.NotFound();

    private static async Task<IResult> AcceptAsync(
        string token, [FromForm] string? name, [FromForm] string? signInName, [FromForm] string? password, [FromForm] string? code,
        HttpContext context, Invitations invitations, UserManager<Account> users, Sessions sessions,
        IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        switch (await invitations.AcceptAsync(token, new Acceptance(name ?? "", signInName ?? "", password ?? "", code ?? ""), cancel))
        {
            case Accepting.Kept kept:
                var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(kept.Account, RecoveryCodes);
                var session = await sessions.OpenAsync(kept.Account.PersonId, Devices.NameOf(context.Request), cancel);
                var done = await SignInEndpoints.EnterAsync(context, sessions, session, cancel);
                return Pages.Show<RecoveryCodesPage>(new { Codes = codes!.ToList(), done.Next });
            case Accepting.NotYet not when await invitations.FindAsync(token, cancel) is { } role:
                return Pages.Show<InvitationPage>(new
                {
                    Token = token,
                    For = role,
                    Authenticator = invitations.AuthenticatorOf(token),
                    PersonName = name,
                    SignInName = signInName,
                    not.Problem,
                }, StatusCodes.Status422UnprocessableEntity);
            case Accepting.NotYet or Accepting.Gone:
                return TypedResults.NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
