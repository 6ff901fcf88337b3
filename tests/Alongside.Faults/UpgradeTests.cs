using Alongside.Platform.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Faults;

/// <summary>F03: an update that changes the tables, killed in the middle.</summary>
public sealed class UpgradeTests
{
    private const int Moments = 100_000;
    private const int Kills = 5;

    private static readonly string LastChange = SchemaChange.Shipped("Schema")[^1].Name;

    [Theory, OnBothDatabases]
    public async Task F03_an_update_killed_at_any_moment_comes_to_its_end_and_a_copy_from_before_is_kept(DatabaseKind on)
    {
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        using var house = await Installation.FreshAsync(on);
        await ServedByAnOlderVersionAsync(house);
        var span = await ServerProcess.LengthOfAStartAsync(on);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = ServerProcess.Launch(house);
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next((int)span.TotalMilliseconds)));
            await server.KillAsync();
            Assert.True(server.WasKilled, $"seed {seed}, kill {kill}: it ended by itself: {server.Errors}");
        }

        await using var last = await ServerProcess.StartAsync(house);
        Assert.Equal(0, (await last.StopAsync()).Code);

        await using (var opened = await new StorageStart(house.Settings, TimeProvider.System).BesideAsync(default))
        {
            Assert.Equal(Moments, await opened.Database!.FindAsync<long>("select count(*) from moment", null, default));
        }

        if (on is DatabaseKind.Sqlite)
        {
            var copy = house.File($"backups/before-{Path.GetFileNameWithoutExtension(LastChange)}.db");
            Assert.Equal([copy], Directory.GetFiles(house.File("backups")));
            await using var before = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
            Assert.Equal("ok", await before.ExecuteScalarAsync<string>("pragma integrity_check"));
            Assert.Equal(Moments, await before.ExecuteScalarAsync<long>("select count(*) from moment"));
            Assert.Equal(0, await before.ExecuteScalarAsync<long>("select count(*) from schema_change where name = @LastChange", new { LastChange }));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {Kills} kills over an update with {Moments} moments");
    }

    [Fact]
    public async Task An_update_on_postgresql_says_whose_the_backup_is()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        await ServedByAnOlderVersionAsync(house);

        await using var server = await ServerProcess.StartAsync(house);

        Assert.Contains("your last pg_dump is the copy from before", server.Errors, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_database_that_a_newer_version_changed_is_refused(DatabaseKind on)
    {
        using var house = await Installation.FreshAsync(on);
        await using (var opened = await new StorageStart(house.Settings, TimeProvider.System).ServeAsync(default))
        {
            await opened.Database!.ExecuteAsync("insert into schema_change (name, applied_at) values ('9999-later.sql', 1)", null, default);
        }

        await using var server = ServerProcess.Launch(house);
        var ended = await server.EndsAsync();

        Assert.Equal(3, ended.Code);
        Assert.StartsWith("A newer version of Alongside has changed this database (9999-later.sql).", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ended.Errors);
    }

    /// <summary>An installation as the version before the last change left it, with many moments in it.</summary>
    private static async Task ServedByAnOlderVersionAsync(Installation house)
    {
        var older = new StorageStart(house.Settings, TimeProvider.System) { Changes = [.. SchemaChange.Shipped("Schema").SkipLast(1)] };
        await using var opened = await older.ServeAsync(default);
        await opened.Database!.ExecuteAsync(
            """
            insert into moment (conversation_id, seq, author_id, client_id, kind, at, sealed)
            with recursive n (i) as (select 1 union all select i + 1 from n where i < @Moments)
            select 'one', i, 'ada', 'm' || i, 'said', i, @words from n
            """, new { Moments, words = new byte[120] }, default);
    }
}
