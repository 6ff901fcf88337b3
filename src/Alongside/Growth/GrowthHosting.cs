using Alongside.Growth.LookingBack;

namespace Alongside.Growth;

/// <summary>Competence map, portfolio, own wellbeing, looking back together.</summary>
internal static class GrowthHosting
{
    public static void AddGrowth(this IServiceCollection services) => services.AddSingleton<GrowthStore>().AddSingleton<CoReflections>().AddSingleton<DemoGrowth>();

    public static void MapGrowth(this IEndpointRouteBuilder routes)
    {
        GrowthPages.Map(routes);
        CoReflectionPages.Map(routes);
        DebriefPages.Map(routes);
    }
}
