using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser;

/// <summary>Every page there is, read from the endpoint table itself: a page that is added is walked without being asked.</summary>
internal static class Doors
{
    // For programs, not for people; and the way out, which has tests of its own.
    private static readonly string[] NotPages = ["/api/", "/openapi/", "/live", "/ready", "/leave"];

    /// <summary>The addresses of all pages that are for one kind of people.</summary>
    /// <param name="house">Whose endpoint table.</param>
    /// <param name="role">Whose pages; null: those that are for anyone.</param>
    /// <param name="real">What stands for a pattern with parameters, such as <c>/desk/{id}</c>; one that has no entry fails.</param>
    public static IReadOnlyList<string> PagesFor(House house, Role? role, IReadOnlyDictionary<string, string> real)
    {
        var patterns =
            from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true
            where endpoint.Metadata.GetMetadata<PublicFile>() is null
            let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where !NotPages.Any(start => pattern.StartsWith(start.TrimEnd('/'), StringComparison.Ordinal) && (pattern + "/").StartsWith(start.TrimEnd('/') + "/", StringComparison.Ordinal))
            let roles = endpoint.Metadata.GetMetadata<WhoMayCall>()?.Roles ?? []
            where role is { } one ? roles.Contains(one) : roles.Count == 0
            select pattern;
        return [.. patterns.Distinct().Select(pattern => real.TryGetValue(pattern, out var path) ? path
            : !pattern.Contains('{', StringComparison.Ordinal) ? pattern
            : throw new InvalidOperationException($"The tests do not know a real address for the page {pattern}."))];
    }
}
