using Microsoft.AspNetCore.Authorization;

namespace Alongside.People;

/// <summary>
/// Finds out who asks, and lets them in where they may go. Whoever may not, hears what they would hear of a page that
/// does not exist; so does everybody at an endpoint that says nothing about who may call it.
/// </summary>
internal sealed class Entrance(RequestDelegate next, Sessions sessions)
{
    public Task InvokeAsync(HttpContext context)
    {
        // Nearly always the session is known already, and then nothing is waited for.
        var finding = FindAsync(context);
        return finding.IsCompletedSuccessfully ? Enter(context, finding.Result) : EnterAsync(context, finding);
    }

    private async Task EnterAsync(HttpContext context, ValueTask<Me?> finding) => await Enter(context, await finding);

    private Task Enter(HttpContext context, Me? me)
    {
        if (MayCall(context.GetEndpoint(), me))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool MayCall(Endpoint? endpoint, Me? me)
    {
        if (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        // A route within a group is for those whom both let in.
        var said = endpoint?.Metadata.GetOrderedMetadata<WhoMayCall>();
        return me is not null && said is { Count: > 0 } && said.All(who => who.Roles.Contains(me.Role));
    }

    private async ValueTask<Me?> FindAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } token || await sessions.FindAsync(token, context.RequestAborted) is not { } session)
        {
            return null;
        }

        context.Features.Set(session.Me);
        if (await sessions.ProlongAsync(session, context.RequestAborted) is { } lasts && session.Me.Role is Role.Person)
        {
            SessionCookie.Write(context.Response, token, lasts);
        }

        return session.Me;
    }
}
