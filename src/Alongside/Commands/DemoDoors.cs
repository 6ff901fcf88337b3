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
    /// <param name="to">Where it leads; null: home, and a specialist goes on duty.</param>
    public string For(PersonId person, Role role, string? to = null)
    {
        var token = Secrets.Token(32);
        closed[Secrets.HashOf(token)] = new Entering(person, role, to);
        return $"/demo/{token}";
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/demo/{token}", EnterAsync).ForAnyone();

    private async Task<Results<RedirectHttpResult, NotFound>> EnterAsync(string token, HttpContext context, CancellationToken cancel)
    {
        if (!closed.TryRemove(Secrets.HashOf(token), out var entering))
        {
            return TypedResults.NotFound();
        }

        if (entering is { Role: Role.Specialist, To: null })
        {
            await duties.SetAsync(new Duty(entering.Person, DutyState.On, Seats), cancel);
        }

        SessionCookie.Write(context.Response, await sessions.OpenAsync(entering.Person, "demo", cancel), Sessions.CookieStays(entering.Role));
        // A person begins where any stranger does.
        return TypedResults.LocalRedirect(entering.To ?? (entering.Role is Role.Person ? "/" : SignInEndpoints.HomeOf(entering.Role)));
    }

    private sealed record Entering(PersonId Person, Role Role, string? To);
}
