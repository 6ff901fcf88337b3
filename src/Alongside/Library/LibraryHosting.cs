using Alongside.People;

namespace Alongside.Library;

/// <summary>Stories and cards of lived experience.</summary>
internal static class LibraryHosting
{
    public static void AddLibrary(this IServiceCollection services)
    {
        services.AddSingleton(new StarterLibrary(WithExamples: false));
        services.AddSingleton<Company>();
        services.AddSingleton<Tellings>();
        services.AddSingleton<Thanking>();
        services.AddSingleton<TellingPace>();
        services.AddSingleton<Entries>();
        services.AddHostedService(s => s.GetRequiredService<Entries>());
    }

    public static void MapLibrary(this IEndpointRouteBuilder routes)
    {
        LibraryPages.Map(routes);
        TellingPages.Map(routes);
    }
}

/// <summary>What somebody answered to cards, by the cards' ids: <c>tried</c>, <c>adapted</c> or <c>not</c>. Their space knows it, and tells nobody else.</summary>
internal delegate Task<IReadOnlyDictionary<string, string>> AnswersToCards(Me me, CancellationToken cancel);
