namespace Alongside.Growth;

/// <summary>Competence map, portfolio, own wellbeing.</summary>
internal static class GrowthHosting
{
    public static void AddGrowth(this IServiceCollection services) => services.AddSingleton<GrowthStore>().AddSingleton<DemoGrowth>();

    public static void MapGrowth(this IEndpointRouteBuilder routes) => GrowthPages.Map(routes);
}
