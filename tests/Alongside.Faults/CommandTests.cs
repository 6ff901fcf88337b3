using System.Net;
using System.Text.RegularExpressions;

namespace Alongside.Faults;

/// <summary>The commands, as a steward types them.</summary>
public sealed partial class CommandTests
{
    [Theory, OnBothDatabases]
    public async Task An_invitation_made_beside_a_running_server_opens_its_page_there(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        await using var server = await ServerProcess.StartAsync(house);
        house.Environment["ALONGSIDE_PUBLIC_ADDRESS"] = server.Address.ToString();

        var ended = await ServerProcess.RunToEndAsync(house, "invite", "specialist");

        Assert.True(ended.Code == 0, ended.Errors);
        var link = Link().Match(ended.Output).Value;
        Assert.StartsWith($"{server.Address}invitation/", link, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(link + "x")).StatusCode);
    }

    [Fact]
    public async Task A_first_start_prints_a_link_for_the_first_steward()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        await using var server = await ServerProcess.StartAsync(house);
        var ended = await server.StopAsync();

        Assert.Matches(@"There is no steward yet\. This link lets the first one in, once: http://127\.0\.0\.1:\d+/invitation/\S{20,}", ended.Output);
    }

    [Fact]
    public async Task Nobody_can_be_invited_to_an_installation_that_is_not_there_and_none_is_made()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);

        var ended = await ServerProcess.RunToEndAsync(house, "invite", "steward");

        Assert.Equal(3, ended.Code);
        Assert.StartsWith($"There is no installation in {house.Data.FullName} yet.", ended.Errors, StringComparison.Ordinal);
        Assert.False(house.Data.Exists);
    }

    [Theory]
    [InlineData("invite", "person")]
    [InlineData("invite")]
    [InlineData("serv")]
    [InlineData("serve", "--nothing")]
    public async Task A_command_that_does_not_exist_is_refused(params string[] arguments)
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);

        var ended = await ServerProcess.RunToEndAsync(house, arguments);

        Assert.Equal(2, ended.Code);
        Assert.False(house.Data.Exists);
    }

    [Fact]
    public async Task The_demo_lets_each_in_once_with_the_specialist_on_duty_and_leaves_nothing_behind()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var folders = Path.Combine(house.Data.Parent!.FullName, "tmp");
        Directory.CreateDirectory(folders);
        house.Environment["TMPDIR"] = folders;
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        await using var demo = ServerProcess.LaunchCommand(house, address, "demo", "--urls", address.ToString().TrimEnd('/'));
        await demo.BecomesReadyAsync();
        var links = await LinksAsync(demo);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };

        Assert.Equal(address, links[0]);
        Assert.Equal(["127.0.0.1", "localhost", "dora.localhost", "stella.localhost"], links.Select(l => l.Host));
        var asBen = await EnterAsync(http, links[1]);
        var asStella = await EnterAsync(http, links[3]);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(links[1].AbsolutePath)).StatusCode);
        Assert.Contains("\"on\"", await AskAsync(http, "/api/duty", asBen), StringComparison.Ordinal);
        Assert.Contains("Stella", await AskAsync(http, "/sessions", asStella), StringComparison.Ordinal);

        var ended = await demo.StopAsync();
        Assert.Equal(0, ended.Code);
        Assert.Empty(Directory.GetDirectories(folders, "alongside-demo-*"));
        Assert.False(house.Data.Exists);
    }

    private static async Task<List<Uri>> LinksAsync(ServerProcess demo)
    {
        // Ready is said a moment before the links are printed.
        while (!demo.Output.Contains("work once", StringComparison.Ordinal))
        {
            await Task.Delay(10);
        }

        return [.. Link().Matches(demo.Output).Select(m => new Uri(m.Value))];
    }

    private static async Task<string> EnterAsync(HttpClient http, Uri door)
    {
        var answer = await http.GetAsync(door.AbsolutePath);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-alongside=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task<string> AskAsync(HttpClient http, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
