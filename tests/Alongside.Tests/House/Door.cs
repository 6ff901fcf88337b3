using System.Text.RegularExpressions;
using Alongside.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Rules;

/// <summary>One way into the house, as its table of endpoints says.</summary>
/// <param name="For">Whom it is for; empty: anyone.</param>
internal sealed partial record Door(string Method, string Path, IReadOnlyList<Role> For)
{
    /// <summary>All but the files, which are the same for everyone.</summary>
    public static List<Door> AllOf(House house) =>
    [
        .. from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let who = endpoint.Metadata.GetMetadata<WhoMayCall>()
           where who is not null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Door(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), who.Roles),
    ];

    /// <summary>The address for one conversation, token or whatever stands in it.</summary>
    public string At(string id) => Parameter().Replace(Path, id);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
