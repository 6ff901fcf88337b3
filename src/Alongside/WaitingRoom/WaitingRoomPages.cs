using Alongside.People;
using Alongside.Platform.Html;

namespace Alongside.WaitingRoom;

/// <summary>The pages between arriving and being met.</summary>
internal static class WaitingRoomPages
{
    public static IEndpointRouteBuilder MapWaitingRoomPages(this IEndpointRouteBuilder routes)
    {
        // Anyone: the first page asks nothing of anybody.
        routes.MapGet("/", () => Pages.Show<HomePage>()).ForAnyone();
        routes.MapGet("/look-around", () => Pages.Show<LookAroundPage>()).ForAnyone();
        return routes;
    }
}
