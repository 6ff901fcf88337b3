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

    [Fact]
    public async Task Each_kind_of_moment_and_what_it_carries_is_described()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();

        var schemas = JsonDocument.Parse(await nobody.Http.GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("components").GetProperty("schemas");

        foreach (var (schema, always) in new[] { ("MomentRequest", "clientId"), ("MomentView", "seq") })
        {
            var described = schemas.GetProperty(schema);
            Assert.Superset(new HashSet<string> { "signal", "answer", "feeling", "want", "quiet", "card", "on" }, described.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet());
            var required = described.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ToList();
            Assert.Contains(always, required);
            Assert.DoesNotContain("signal", required);
        }
    }
}
