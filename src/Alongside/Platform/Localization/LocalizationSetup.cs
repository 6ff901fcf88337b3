using Alongside.Platform.Hosting;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Alongside.Platform.Localization;

/// <summary>Wires the languages: texts by capability, the language of each request, the switch.</summary>
internal static class LocalizationSetup
{
    public static IServiceCollection AddOurLocalization(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<ResourceManagerStringLocalizerFactory>();
        services.AddSingleton<IStringLocalizerFactory>(found =>
            new PseudoLocalizerFactory(found.GetRequiredService<ResourceManagerStringLocalizerFactory>()));
        services.AddSingleton(found => Cultures.Of(found.GetRequiredService<Settings>(), found.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<IConfigureOptions<RequestLocalizationOptions>, LanguageOfRequest>();
        return services;
    }

    public static IApplicationBuilder UseOurLocalization(this IApplicationBuilder app) => app.UseRequestLocalization();

    public static IEndpointRouteBuilder MapOurLocalization(this IEndpointRouteBuilder routes)
    {
        routes.MapLanguage();
        return routes;
    }

    /// <summary>First what the person chose, then what their browser asks for. Never a guess from where they are.</summary>
    private sealed class LanguageOfRequest(Cultures cultures) : IConfigureOptions<RequestLocalizationOptions>
    {
        public void Configure(RequestLocalizationOptions options)
        {
            string[] names = [.. cultures.Names];
            options.SetDefaultCulture(names[0]).AddSupportedCultures(names).AddSupportedUICultures(names);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = LanguageEndpoint.Cookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        }
    }
}
