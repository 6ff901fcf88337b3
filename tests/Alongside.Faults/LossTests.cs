using Npgsql;

namespace Alongside.Faults;

/// <summary>F11: what is damaged or missing stops the start with a plain sentence, and nothing new is put in its place.</summary>
public sealed class LossTests
{
    [Theory, OnBothDatabases]
    public async Task F11_a_missing_master_key_is_never_made_anew(DatabaseKind on)
    {
        using var house = await OnceServedAsync(on);
        File.Delete(house.File("master.key"));

        await IsRefusedAsync(house, "The master key ", "is missing");

        Assert.False(File.Exists(house.File("master.key")));
    }

    [Theory, OnBothDatabases]
    public async Task F11_a_wrong_master_key_is_refused(DatabaseKind on)
    {
        using var house = await OnceServedAsync(on);
        var wrong = new byte[32];
        await File.WriteAllBytesAsync(house.File("master.key"), wrong);

        await IsRefusedAsync(house, "The master key ", "is not the one");

        Assert.Equal(wrong, await File.ReadAllBytesAsync(house.File("master.key")));
    }

    [Fact]
    public async Task F11_a_master_key_cut_short_is_refused()
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        await using (var file = File.OpenWrite(house.File("master.key")))
        {
            file.SetLength(31);
        }

        await IsRefusedAsync(house, "The master key ", "must be 32 bytes long and is 31");
    }

    [Fact]
    public async Task F11_a_master_key_that_others_can_read_is_refused_with_the_command_to_run()
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        File.SetUnixFileMode(house.File("master.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await IsRefusedAsync(house, "The master key ", $"Run: chmod 600 {house.File("master.key")}");
    }

    [Theory]
    [InlineData("keys.db", "The key store ")]
    [InlineData("alongside.db", "The database ")]
    public async Task F11_a_missing_file_is_never_made_anew(string file, string begins)
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        File.Delete(house.File(file));

        await IsRefusedAsync(house, begins, "is missing or empty");

        Assert.False(File.Exists(house.File(file)));
    }

    [Theory]
    [InlineData("keys.db", "The key store ")]
    [InlineData("alongside.db", "The database ")]
    public async Task F11_an_emptied_file_is_not_filled_again(string file, string begins)
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        await File.WriteAllBytesAsync(house.File(file), []);

        await IsRefusedAsync(house, begins, "is missing or empty");
    }

    [Theory]
    [InlineData("_keys", "The key store ")]
    [InlineData("", "The database ")]
    public async Task F11_a_missing_schema_is_never_made_anew(string suffix, string begins)
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await OnceServedAsync(DatabaseKind.Postgres);
        await using var source = NpgsqlDataSource.Create(house.Environment["ALONGSIDE_DATABASE"]);
        var schema = house.Environment["ALONGSIDE_SCHEMA"] + suffix;
        await using (var drop = source.CreateCommand($"drop schema \"{schema}\" cascade"))
        {
            await drop.ExecuteNonQueryAsync();
        }

        await IsRefusedAsync(house, begins, "is missing or empty");

        await using var count = source.CreateCommand($"select count(*) from pg_namespace where nspname = '{schema}'");
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task F11_files_of_two_installations_are_not_taken_for_one()
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        using var other = await OnceServedAsync(DatabaseKind.Sqlite);
        File.Copy(other.File("alongside.db"), house.File("alongside.db"), overwrite: true);

        await IsRefusedAsync(house, "The database ", "two different installations");
    }

    [Theory]
    [InlineData("keys.db", 0)]
    [InlineData("alongside.db", 0)]
    [InlineData("alongside.db", 4096)]
    public async Task F11_a_damaged_page_is_refused_and_left_as_it_is(string file, int at)
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        var damaged = await File.ReadAllBytesAsync(house.File(file));
        damaged.AsSpan(at, 512).Fill(0x5a);
        await File.WriteAllBytesAsync(house.File(file), damaged);

        await IsRefusedAsync(house, $"The file {house.File(file)} is damaged.", "put back your last backup");

        Assert.Equal(damaged, await File.ReadAllBytesAsync(house.File(file)));
    }

    [Fact]
    public async Task F11_a_folder_that_cannot_be_written_is_refused()
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        var readOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(house.Data.Parent!.FullName, readOnly);
        File.SetUnixFileMode(house.Data.FullName, readOnly);
        if (Environment.IsPrivilegedProcess)
        {
            // Nothing is closed to root: somebody else must try.
            house.As = "nobody";
        }

        try
        {
            await IsRefusedAsync(house, "This account may not read and write in ", "Give the folder and its files");
        }
        finally
        {
            File.SetUnixFileMode(house.Data.FullName, readOnly | UnixFileMode.UserWrite);
            File.SetUnixFileMode(house.Data.Parent!.FullName, readOnly | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task F11_a_postgresql_that_is_not_there_is_refused_without_its_password()
    {
        using var house = await Installation.FreshAsync(DatabaseKind.Sqlite);
        var port = ServerProcess.FreePort();
        house.Environment["ALONGSIDE_DATABASE"] = $"Host=127.0.0.1;Port={port};Username=a;Password=canary-9";

        var said = await IsRefusedAsync(house, $"PostgreSQL does not answer at 127.0.0.1:{port}.", "");

        Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
        Assert.False(File.Exists(house.File("master.key")));
    }

    [Fact]
    public async Task F11_a_postgresql_without_that_database_is_refused()
    {
        Assert.SkipUnless(Postgres.IsInstalled, "skipped: PostgreSQL is not installed on this machine");
        using var house = await Installation.FreshAsync(DatabaseKind.Postgres);
        house.Environment["ALONGSIDE_DATABASE"] = house.Environment["ALONGSIDE_DATABASE"].Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal);

        await IsRefusedAsync(house, "PostgreSQL at 127.0.0.1:", "database \"nowhere\" does not exist");
    }

    [Fact]
    public async Task The_master_key_may_come_from_the_service_manager()
    {
        using var house = await OnceServedAsync(DatabaseKind.Sqlite);
        var credentials = house.Data.Parent!.CreateSubdirectory("credentials");
        File.Move(house.File("master.key"), Path.Combine(credentials.FullName, "alongside-master-key"));
        house.Environment["CREDENTIALS_DIRECTORY"] = credentials.FullName;

        await using var server = await ServerProcess.StartAsync(house);

        Assert.False(File.Exists(house.File("master.key")));
    }

    /// <summary>An installation that was served once and stopped in good order.</summary>
    private static async Task<Installation> OnceServedAsync(DatabaseKind on)
    {
        var house = await Installation.FreshAsync(on);
        await using var server = await ServerProcess.StartAsync(house);
        Assert.Equal(0, (await server.StopAsync()).Code);
        return house;
    }

    private static async Task<string> IsRefusedAsync(Installation house, string begins, string says)
    {
        await using var server = ServerProcess.Launch(house);
        var ended = await server.EndsAsync();
        Assert.Equal(3, ended.Code);
        Assert.StartsWith(begins, ended.Errors, StringComparison.Ordinal);
        Assert.Contains(says, ended.Errors, StringComparison.Ordinal);
        // One plain sentence or two, and no stack trace.
        Assert.DoesNotContain('\n', ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
        return ended.Errors;
    }
}
