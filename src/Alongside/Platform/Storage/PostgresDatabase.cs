using System.Data.Common;
using Npgsql;

namespace Alongside.Platform.Storage;

/// <summary>A PostgreSQL database, shared by as many nodes as there are.</summary>
internal sealed class PostgresDatabase : Database
{
    private readonly NpgsqlDataSource source;
    private readonly string schema;
    private readonly Func<NpgsqlTransaction, Task> commit;

    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="schema">The schema that holds our tables, so that keys can live and be backed up apart.</param>
    /// <param name="commit">For tests: a line that is cut just before or just after the commit.</param>
    public PostgresDatabase(string connectionString, string schema, Func<NpgsqlTransaction, Task>? commit = null)
    {
        // Not cancellable: a commit once asked for is better finished than left in doubt.
        this.commit = commit ?? (transaction => transaction.CommitAsync(CancellationToken.None));
        this.schema = schema;
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = schema,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // Whoever waits is told within five seconds that it is not known whether something was kept. What takes longer
            // by its nature, such as a change of the schema, says so itself.
            Timeout = 4,
            CommandTimeout = 4,
            CancellationTimeout = 500,
            ApplicationName = given.ApplicationName ?? "alongside",
            // A paused node must not keep its locks, and who waits for a lock gives up before the line is given up.
            Options = "-c idle_in_transaction_session_timeout=2000 -c lock_timeout=3000",
        };
        source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
    }

    public override Dialect Dialect => Dialect.Postgres;

    /// <summary>A connection of its own, for listening.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel) => source.OpenConnectionAsync(cancel);

    public override async Task<T> WriteAsync<T>(Func<Writing, Task<T>> unit, CancellationToken cancel, Action<T>? committed = null)
    {
        T result;
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            using var writing = new Writing(connection, Dialect.Postgres) { Transaction = transaction };
            result = await unit(writing);
            await commit(transaction);
        }
        catch (NpgsqlException failure) when (failure is not PostgresException { SqlState: ['2', '3', ..] })
        {
            throw new StorageException("The database did not confirm a write.", failure);
        }

        committed?.Invoke(result);
        return result;
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            return await read(connection);
        }
        catch (NpgsqlException failure)
        {
            throw new StorageException("The database could not be read.", failure);
        }
    }

    public override Task MakeReadyAsync(CancellationToken cancel) =>
        ExecuteAsync($"create schema if not exists \"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", null, cancel);

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
