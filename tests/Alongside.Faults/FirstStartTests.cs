namespace Alongside.Faults;

/// <summary>F03: a first start that is cut short goes on by itself.</summary>
public sealed class FirstStartTests
{
    private const int Kills = 10;

    [Theory, OnBothDatabases]
    public async Task F03_a_first_start_killed_at_any_moment_comes_to_its_end_by_itself(DatabaseKind on)
    {
        // How long a whole start takes here says in which span a kill is of interest.
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        var span = await ServerProcess.LengthOfAStartAsync(on);
        using var house = await Installation.FreshAsync(on);
        byte[]? key = null;
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using (var server = ServerProcess.Launch(house))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next((int)span.TotalMilliseconds)));
                await server.KillAsync();
                Assert.True(server.WasKilled, $"seed {seed}, kill {kill}: it ended by itself: {server.Errors}");
            }

            key = await SameKeyAsync(house, key);
        }

        await using var last = await ServerProcess.StartAsync(house);
        await SameKeyAsync(house, key);
        Assert.Equal(0, (await last.StopAsync()).Code);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {Kills} kills within {span.TotalMilliseconds:0} ms of a first start");
    }

    [Fact]
    public async Task F03_a_killed_server_leaves_no_lock_behind()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        await using (var server = await ServerProcess.StartAsync(house))
        {
            await server.KillAsync();
        }

        await using var next = await ServerProcess.StartAsync(house);

        Assert.True(await next.IsReadyAsync());
    }

    [Fact]
    public async Task Two_servers_on_one_folder_are_refused_in_a_plain_sentence_and_the_first_goes_on()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        await using var server = await ServerProcess.StartAsync(house);

        await using var second = ServerProcess.Launch(house);
        var ended = await second.EndsAsync();

        Assert.Equal(3, ended.Code);
        Assert.Equal($"Another Alongside is running on {house.Data.FullName}. Stop that one first, or choose another folder with --data.", ended.Errors);
        Assert.True(await server.IsReadyAsync());
    }

    [Fact]
    public async Task The_master_key_can_be_read_by_its_owner_alone()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        await using var server = await ServerProcess.StartAsync(house);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(house.File("master.key")));
        Assert.False(File.Exists(house.File("master.key.new")));
    }

    /// <summary>A key that once was there stays the same one.</summary>
    private static async Task<byte[]?> SameKeyAsync(Installation house, byte[]? before)
    {
        var now = File.Exists(house.File("master.key")) ? await File.ReadAllBytesAsync(house.File("master.key")) : null;
        if (before is not null)
        {
            Assert.Equal(before, now);
        }

        return now;
    }
}
