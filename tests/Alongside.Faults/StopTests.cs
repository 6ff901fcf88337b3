namespace Alongside.Faults;

public sealed class StopTests
{
    [Theory, OnBothDatabases]
    public async Task A_server_starts_serves_and_stops_when_asked(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        await using var server = await ServerProcess.StartAsync(house);

        Assert.Equal("live\n", await server.Http.GetStringAsync("/live"));
        var ended = await server.StopAsync();

        Assert.Equal(0, ended.Code);
        Assert.Contains($"Alongside is at {server.Address.ToString().TrimEnd('/')}", ended.Output, StringComparison.Ordinal);
        Assert.Empty(ended.Errors);
    }

    [Fact]
    public async Task Two_servers_at_one_address_are_refused_in_a_plain_sentence()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        using var other = await Installation.FreshAsync(DatabaseKind.Sqlite);
        await using var server = await ServerProcess.StartAsync(house);

        await using var second = ServerProcess.Launch(other, server.Address.Port);
        var ended = await second.EndsAsync();

        Assert.Equal(4, ended.Code);
        Assert.StartsWith($"Cannot listen at {server.Address.ToString().TrimEnd('/')}", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ended.Errors);
    }
}
