using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Alongside.Platform.Html;

/// <summary>Wires the page shell: what is drawn, what is served beside it, and what is said about both in headers.</summary>
internal static class HtmlSetup
{
    public static IServiceCollection AddHtml(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // The framework's drawing brings data protection along. We seal nothing with it, so its keys need no folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Letters of every language as they are, not as numbers: a Haitian page is not to weigh more than an English one.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<Assets>();
        services.AddSingleton<Styles>();
        // What runs here is nobody's business.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        return services;
    }

    /// <summary>First in the pipeline: headers are strict and errors are kind, whatever comes later.</summary>
    public static IApplicationBuilder UseHtml(this IApplicationBuilder app) =>
        app.UseMiddleware<StrictHeaders>().UseErrors();

    public static IEndpointRouteBuilder MapHtml(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapLeaving();
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            // Everything we draw, in every state: for whoever works on it, never for a person.
            routes.MapGet("/design", () => Pages.Show<DesignPage>()).AllowAnonymous();
        }

        return routes;
    }
}
