using Alongside.Platform.Hosting;
using Alongside.Platform.Storage;

namespace Alongside.Practice;

/// <summary>Listening practice with fictional people. For specialists and those who learn it; nothing of it reaches anybody else.</summary>
internal static class PracticeHosting
{
    public static void AddPractice(this IServiceCollection services)
    {
        Columns.TeachId(id => id.Value, text => new SceneId(text));
        services.AddSingleton(s => FictionalPeople.Read(s.GetRequiredService<Settings>()));
        services.AddSingleton<Drills>();
        services.AddSingleton<Scenes>();
        services.AddSingleton<Partners>();
    }

    public static void MapPractice(this IEndpointRouteBuilder routes)
    {
        PracticePages.Map(routes);
        var log = routes.ServiceProvider.GetRequiredService<ILogger<FictionalPeople>>();
        foreach (var fault in routes.ServiceProvider.GetRequiredService<FictionalPeople>().Faults)
        {
            log.LogWarning("A fictional person could not be read and is left out. {Fault}", fault.ToString());
        }
    }
}
