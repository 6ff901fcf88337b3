using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Alongside.People;

/// <summary>A session as this node knows it, with all that authorization asks made ready once.</summary>
/// <param name="Me">Whose it is.</param>
/// <param name="Result">What the authentication handler answers.</param>
/// <param name="EndsAt">When it ends by itself, in microseconds UTC.</param>
/// <param name="ReadAt">When it was last read from the database, as a timestamp of the clock.</param>
/// <param name="Listening">Held while it is remembered: forgets it when something of this person's rights changed.</param>
internal sealed record OpenSession(Me Me, AuthenticateResult Result, long EndsAt, long ReadAt, IDisposable? Listening)
{
    public static AuthenticateResult ResultOf(Me me) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, me.Role.ToString())], SessionAuthentication.Scheme)),
        SessionAuthentication.Scheme));
}
