using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.People;

/// <summary>Arriving, for programs and for our own pages.</summary>
internal static class GuestEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/guests", ArriveAsync).ForAnyone();

    private static async Task<Results<Created<GuestReceipt>, ProblemHttpResult>> ArriveAsync(HttpContext context, Guests guests, CancellationToken cancel) =>
        await guests.ArriveAsync(context, cancel) switch
        {
            Arrival.Here here => TypedResults.Created((string?)null, new GuestReceipt(here.Me.Name)),
            Arrival.Later later => Slowly.Please(context, later.Wait),
            _ => throw new UnreachableException(),
        };
}

/// <param name="Name">What others will call this guest.</param>
internal sealed record GuestReceipt(string Name);
