using Alongside.Platform.Hosting;

namespace Alongside.Platform.Live;

/// <summary>Nudges on this node and, with PostgreSQL, between nodes.</summary>
internal static class LiveHosting
{
    public static void AddLive(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Nudges>();
        if (settings.Database is not null)
        {
            services.AddSingleton<PostgresNudges>();
            services.AddHostedService(s => s.GetRequiredService<PostgresNudges>());
        }
    }
}
