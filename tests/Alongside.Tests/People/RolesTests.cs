using Alongside.People;
using Alongside.Tests.Rules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed class RolesTests
{
    [Theory, OnBothDatabases]
    public async Task A13_a_door_lets_in_those_it_is_for_and_to_all_others_looks_like_no_door(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, map: app =>
        {
            app.MapGet("/test/anyone", () => "in").ForAnyone();
            app.MapGet("/test/person", (Me me) => me.Name).ForPerson();
            app.MapGet("/test/specialist", (Me me) => me.Name).ForSpecialist();
            app.MapGet("/test/steward", (Me me) => me.Name).ForSteward();
            app.MapGet("/test/everyone", (Me me) => me.Name).ForEveryoneSignedIn();
            app.MapGet("/test/silent", () => "in");
        });
        using var nobody = house.Nobody();
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var stella = await house.StellaAsync();

        var opened = new Dictionary<string, string>();
        foreach (var (who, someone) in new[] { ("nobody", nobody), ("Ada", ada), ("Ben", ben), ("Stella", stella) })
        {
            var missing = await (await someone.Http.GetAsync("/test/missing")).AsSeenAsync();
            Assert.StartsWith("404", missing, StringComparison.Ordinal);
            var open = new List<string>();
            foreach (var door in new[] { "anyone", "person", "specialist", "steward", "everyone", "silent" })
            {
                var answer = await (await someone.Http.GetAsync($"/test/{door}")).AsSeenAsync();
                if (answer != missing)
                {
                    Assert.StartsWith("200", answer, StringComparison.Ordinal);
                    open.Add(door);
                }
            }

            opened[who] = string.Join(' ', open);
        }

        Assert.Equal("anyone", opened["nobody"]);
        Assert.Equal("anyone person everyone", opened["Ada"]);
        Assert.Equal("anyone specialist everyone", opened["Ben"]);
        Assert.Equal("anyone steward everyone", opened["Stella"]);
    }

    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        var endpoints = house.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<WhoMayCall>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.DisplayName));
    }

    [Fact]
    public async Task The_page_for_stewards_shows_the_table_in_the_code()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "docs", "roles.md"));
        var rows = page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| |", StringComparison.Ordinal));

        Assert.Equal(
            Roles.Table.Select(d => $"| {d.What} | {YesNo(d.Anyone)} | {YesNo(d.Person)} | {YesNo(d.Specialist)} | {YesNo(d.Steward)} |"),
            rows);
    }

    private static string YesNo(bool may) => may ? "yes" : "no";
}
