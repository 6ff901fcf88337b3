using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Alongside.People;

/// <summary>Finds out who asks. Whoever may not, hears what they would hear of a page that does not exist.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } token || await sessions.FindAsync(token, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(session.Me);
        if (await sessions.ProlongAsync(session, Context.RequestAborted) is { } lasts && session.Me.Role is Role.Person)
        {
            SessionCookie.Write(Response, token, lasts);
        }

        return session.Result;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => NothingHere();

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => NothingHere();

    private Task NothingHere()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
