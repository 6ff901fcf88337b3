using System.Collections.Concurrent;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.WaitingRoom;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Commands;

/// <summary>Links that let somebody in without a password, once. Made and served by the demo command alone.</summary>
internal sealed class DemoDoors(Sessions sessions, Duties duties)
{
    private const int Seats = 3;

    private readonly ConcurrentDictionary<string, Entering> closed = new();

    /// <summary>The path of a new door.</summary>
    public string For(PersonId person, Role role)
    {
        var token = Secrets.Token(32);
        closed[Secrets.HashOf(token)] = new Entering(person, role);
        return $"/demo/{token}";
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/demo/{token}", EnterAsync).ForAnyone();

    private async Task<Results<RedirectHttpResult, NotFound>> EnterAsync(string token, HttpContext context, CancellationToken cancel)
    {
        if (!closed.TryRemove(Secrets.HashOf(token), out var entering))
        {
            return TypedResults.NotFound();
        }

        if (entering.Role is Role.Specialist)
        {
            await duties.SetAsync(new Duty(entering.Person, DutyState.On, Seats), cancel);
        }

        SessionCookie.Write(context.Response, await sessions.OpenAsync(entering.Person, "demo", cancel), Sessions.CookieStays(entering.Role));
        // A person begins where any stranger does.
        return TypedResults.LocalRedirect(entering.Role is Role.Person ? "/" : SignInEndpoints.HomeOf(entering.Role));
    }

    private sealed record Entering(PersonId Person, Role Role);
}
