using Npgsql;

namespace Alongside.Platform.Storage;

/// <summary>
/// One node at a time makes or changes the tables. The lock belongs to a connection: when the process dies, PostgreSQL
/// gives it free, so it cannot be left behind.
/// </summary>
internal sealed class PostgresStartLock : IAsyncDisposable
{
    private const int LongestWaitSeconds = 600;

    private readonly NpgsqlConnection connection;

    private PostgresStartLock(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<PostgresStartLock> TakeAsync(string connectionString, string schema, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Timeout = 4,
            CommandTimeout = LongestWaitSeconds,
            ApplicationName = "alongside start",
        }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            await using var take = connection.CreateCommand();
            take.CommandText = "select pg_advisory_lock(hashtextextended('alongside start ' || @schema, 0))";
            take.Parameters.AddWithValue("schema", schema);
            await take.ExecuteNonQueryAsync(cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return new PostgresStartLock(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
