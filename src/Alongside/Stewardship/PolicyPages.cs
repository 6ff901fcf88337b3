using Alongside.People;
using Alongside.Platform.Html;

namespace Alongside.Stewardship;

/// <summary>The policy, and the pages written from it.</summary>
internal static class PolicyPages
{
    public static IServiceCollection AddPolicy(this IServiceCollection services) => services.AddSingleton(Policy.Default);

    public static IEndpointRouteBuilder MapPolicyPages(this IEndpointRouteBuilder routes)
    {
        // Anyone, always: one step from every page.
        routes.MapGet("/help-now", () => Pages.Show<HelpNowPage>()).ForAnyone();
        return routes;
    }
}
