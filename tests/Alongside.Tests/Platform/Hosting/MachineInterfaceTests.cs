using System.Text.Json;

namespace Alongside.Tests.Platform.Hosting;

public sealed class MachineInterfaceTests
{
    [Fact]
    public async Task The_machine_interface_describes_itself_and_never_the_host_of_a_request()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.Host = "evil.example";

        var text = await (await nobody.Http.SendAsync(request)).Content.ReadAsStringAsync();
        var paths = JsonDocument.Parse(text).RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();

        Assert.DoesNotContain("evil.example", text, StringComparison.Ordinal);
        Assert.All(paths, path => Assert.StartsWith("/api/", path, StringComparison.Ordinal));
        Assert.Superset(
            new HashSet<string>
            {
                "/api/guests", "/api/duty", "/api/waiting", "/api/conversations", "/api/conversations/{id}/moments",
                "/api/conversations/{id}/ending", "/api/events",
            },
            paths.ToHashSet());
    }
}
