using Alongside.People;
using Alongside.Platform.Html;

namespace Alongside.Resources;

/// <summary>What helps from outside a conversation: so far the steadying tools.</summary>
internal static class ResourcesHosting
{
    public static void MapResources(this IEndpointRouteBuilder routes) =>
        // Anyone: nobody has to say who they are to breathe.
        routes.MapGet("/steady", () => Pages.Show<SteadyPage>()).ForAnyone();
}
