using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Alongside.Faults;

/// <summary>What the database of an installation really holds, read without the program.</summary>
internal static class Kept
{
    /// <summary>Every moment that is committed, beside a running server.</summary>
    public static async Task<IReadOnlyList<KeptMoment>> ReadAsync(Installation installation)
    {
        if (!installation.Environment.TryGetValue("ALONGSIDE_DATABASE", out var connectionString))
        {
            await using var sqlite = Open(installation.Data, "alongside.db");
            return await MomentsAsync(sqlite);
        }

        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = installation.Environment["ALONGSIDE_SCHEMA"] };
        await using var postgres = new NpgsqlConnection(settings.ToString());
        return await MomentsAsync(postgres);
    }

    /// <summary>
    /// Every moment that a killed server left. Of SQLite a copy is opened, journal and all, so that recovery is left to
    /// the server that starts next; the copy must be whole.
    /// </summary>
    public static async Task<IReadOnlyList<KeptMoment>> AfterKillAsync(Installation installation)
    {
        if (installation.Environment.ContainsKey("ALONGSIDE_DATABASE"))
        {
            return await ReadAsync(installation);
        }

        var copy = Directory.CreateTempSubdirectory("alongside-copy-");
        try
        {
            foreach (var file in installation.Data.EnumerateFiles("*.db*").Where(f => !f.Name.EndsWith("-shm", StringComparison.Ordinal)))
            {
                file.CopyTo(Path.Combine(copy.FullName, file.Name));
            }

            return await InAsync(copy);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    /// <summary>Every moment in a folder of SQLite files that nobody uses; they must be whole.</summary>
    public static async Task<IReadOnlyList<KeptMoment>> InAsync(DirectoryInfo folder)
    {
        await using var keys = Open(folder, "keys.db");
        await using var main = Open(folder, "alongside.db");
        Assert.Equal("ok", await keys.QuerySingleAsync<string>("pragma integrity_check"));
        Assert.Equal("ok", await main.QuerySingleAsync<string>("pragma integrity_check"));
        return await MomentsAsync(main);
    }

    private static async Task<IReadOnlyList<KeptMoment>> MomentsAsync(DbConnection connection) =>
        (await connection.QueryAsync<KeptMoment>(
            """
            select conversation_id as "Conversation", seq as "Seq", author_id as "Author", client_id as "ClientId", kind as "Kind"
              from moment
             order by conversation_id, seq
            """)).AsList();

    private static SqliteConnection Open(DirectoryInfo folder, string file) =>
        new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, file), Pooling = false }.ToString());
}
