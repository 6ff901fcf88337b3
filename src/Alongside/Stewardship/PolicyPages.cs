using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.Extensions.Localization;

namespace Alongside.Stewardship;

/// <summary>The policy, and the pages written from it.</summary>
internal static class PolicyPages
{
    /// <exception cref="RefusedToStartException">The steward's document cannot be read.</exception>
    public static IServiceCollection AddPolicy(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(PolicyDocument.Of(settings));
        services.AddSingleton<PolicyHistory>();
        return services;
    }

    /// <summary>From now on this policy holds: if it is a new one, its day is kept.</summary>
    public static Task UsePolicyAsync(this IHost app, CancellationToken cancel) =>
        app.Services.GetRequiredService<PolicyHistory>().KeepAsync(app.Services.GetRequiredService<Policy>(), cancel);

    public static IEndpointRouteBuilder MapPolicyPages(this IEndpointRouteBuilder routes)
    {
        // Anyone, always: one step from every page.
        routes.MapGet("/help-now", () => Pages.Show<HelpNowPage>()).ForAnyone();
        routes.MapGet("/what-if", () => Pages.Show<WhatIfPage>()).ForAnyone();
        routes.MapGet("/privacy", () => Pages.Show<PrivacyPage>()).ForAnyone();
        routes.MapGet("/changes", async (PolicyHistory history, IStringLocalizer<PolicyTexts> texts, CancellationToken cancel) =>
            Pages.Show<ChangesPage>(new { Changes = PolicyChanges.Of(await history.AllAsync(cancel), texts) })).ForAnyone();
        return routes;
    }
}
