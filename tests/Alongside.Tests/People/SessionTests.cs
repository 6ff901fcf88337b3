using System.Net;
using Alongside.People;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed class SessionTests
{
    [Theory, OnBothDatabases]
    public async Task A19_an_ended_session_is_dead_at_once_on_the_node_that_ended_it(DatabaseKind on)
    {
        await using var house = await OpenWithDoorsAsync(on, new TestClock());
        using var ada = await house.AdaAsync();
        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ada, "/test/person"));

        var line = Assert.Single(await Sessions(house).OfAsync(ada.Id, default));
        Assert.True(await Sessions(house).EndAsync(ada.Id, line.Session, default));

        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ada, "/test/person"));
    }

    [Theory, OnBothDatabases]
    public async Task A19_without_a_nudge_an_ended_session_is_dead_within_five_seconds(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenWithDoorsAsync(on, clock);
        using var ada = await house.AdaAsync();
        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ada, "/test/person"));

        // What another node does when its nudge is lost on the way.
        await house.Services.GetRequiredService<Database>().ExecuteAsync("delete from session", null, default);
        clock.Move(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ada, "/test/person"));
    }

    [Theory, OnBothDatabases]
    public async Task A19_of_many_sessions_only_those_still_open_are_named(DatabaseKind on)
    {
        await using var house = await OpenWithDoorsAsync(on, new TestClock());
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var adas = Assert.Single(await Sessions(house).OfAsync(ada.Id, default)).Session;
        var bens = Assert.Single(await Sessions(house).OfAsync(ben.Id, default)).Session;
        await Sessions(house).EndAllAsync(ben.Id, default);

        Assert.Equal([adas], await Sessions(house).OpenAmongAsync([adas, bens], default));
    }

    [Theory, OnBothDatabases]
    public async Task A19_another_role_and_a_closed_account_take_effect_on_a_session_in_use(DatabaseKind on)
    {
        await using var house = await OpenWithDoorsAsync(on, new TestClock());
        var accounts = house.Services.GetRequiredService<Accounts>();
        using var ben = await house.BenAsync();
        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ben, "/test/specialist"));

        await accounts.ChangeRoleAsync(ben.Id, Role.Steward, default);
        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ben, "/test/specialist"));
        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ben, "/test/steward"));

        await accounts.CloseAsync(ben.Id, default);
        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ben, "/test/steward"));
        using var again = await house.AlsoAsync(ben);
        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(again, "/test/steward"));
    }

    [Theory, OnBothDatabases]
    public async Task U27_a_session_ends_only_when_it_was_not_used_for_its_whole_time_and_for_nobody_within_twenty_hours(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await OpenWithDoorsAsync(on, clock);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();

        for (var visit = 0; visit < 3; visit++)
        {
            clock.Move(TimeSpan.FromHours(20));
            Assert.Equal(HttpStatusCode.OK, await KnockAsync(ben, "/test/specialist"));
        }

        clock.Move(TimeSpan.FromHours(22));
        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ben, "/test/specialist"));

        var visited = await ada.Http.GetAsync("/test/person");
        Assert.Equal(HttpStatusCode.OK, visited.StatusCode);
        Assert.Contains(ada.Token!, Assert.Single(visited.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        clock.Move(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ada, "/test/person"));
        clock.Move(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ada, "/test/person"));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_ends_the_session_of_another(DatabaseKind on)
    {
        await using var house = await OpenWithDoorsAsync(on, new TestClock());
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        var line = Assert.Single(await Sessions(house).OfAsync(ada.Id, default));

        Assert.False(await Sessions(house).EndAsync(cleo.Id, line.Session, default));

        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ada, "/test/person"));
    }

    [Theory, OnBothDatabases]
    public async Task Leaving_in_a_hurry_ends_the_session_unless_another_site_sent_the_person(DatabaseKind on)
    {
        await using var house = await OpenWithDoorsAsync(on, new TestClock());
        using var ada = await house.AdaAsync();
        using var tricked = new HttpRequestMessage(HttpMethod.Get, "/leave");
        tricked.Headers.Add("Sec-Fetch-Site", "cross-site");
        await ada.Http.SendAsync(tricked);
        Assert.Equal(HttpStatusCode.OK, await KnockAsync(ada, "/test/person"));

        await ada.Http.GetAsync("/leave");

        Assert.Equal(HttpStatusCode.NotFound, await KnockAsync(ada, "/test/person"));
    }

    [Fact]
    public async Task No_token_stands_in_the_database()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();

        foreach (var file in Directory.EnumerateFiles(house.Settings.Data))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(ada.Token!, await text.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private static Sessions Sessions(House house) => house.Services.GetRequiredService<Sessions>();

    private static async Task<HttpStatusCode> KnockAsync(Someone someone, string door) => (await someone.Http.GetAsync(door)).StatusCode;

    /// <summary>A house with a door for each role, so that this test asks nothing of other capabilities.</summary>
    private static Task<House> OpenWithDoorsAsync(DatabaseKind on, TestClock clock) => House.OpenAsync(
        on,
        builder => builder.Services.AddSingleton<TimeProvider>(clock),
        app =>
        {
            app.MapGet("/test/person", (Me me) => me.Name).ForPerson();
            app.MapGet("/test/specialist", (Me me) => me.Name).ForSpecialist();
            app.MapGet("/test/steward", (Me me) => me.Name).ForSteward();
        });
}
