using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Platform.Storage;

/// <summary>One SQLite file in WAL mode with <c>synchronous=FULL</c>: many read, and <see cref="SqliteWriter"/> writes.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string connectionString;
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly SqliteWriter writer;
    private int disposed;

    /// <param name="file">Path of the database file; it is made when it is missing.</param>
    /// <param name="patience">How long to wait for another process that holds the write lock.</param>
    /// <param name="commit">For tests: a disk that fails just before or just after the commit.</param>
    public SqliteDatabase(string file, TimeSpan? patience = null, Action<SqliteTransaction>? commit = null)
    {
        var wait = (int)(patience ?? TimeSpan.FromSeconds(30)).TotalSeconds;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            DefaultTimeout = wait,
        }.ToString();

        using (var first = Open(connectionString))
        {
            Require(first, "pragma journal_mode = wal", "wal");
            Require(first, "pragma synchronous", "2");
        }

        writer = new SqliteWriter(() => OpenForWriting(connectionString), commit ?? (transaction => transaction.Commit()),
            new SqliteCheckpoints(() => Open(connectionString)));
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override Task<T> WriteAsync<T>(Func<Writing, Task<T>> unit, CancellationToken cancel, Action<T>? committed = null)
    {
        cancel.ThrowIfCancellationRequested();
        return writer.WriteAsync(unit, committed).WaitAsync(cancel);
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel)
    {
        if (!readers.TryTake(out var connection))
        {
            connection = OpenForReading(connectionString);
        }

        try
        {
            return await read(connection);
        }
        catch (SqliteException failure)
        {
            throw new StorageException("The database could not be read.", failure);
        }
        finally
        {
            if (disposed == 1)
            {
                await connection.DisposeAsync();
            }
            else
            {
                readers.Add(connection);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        await Task.Run(writer.Dispose);
        while (readers.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private static SqliteConnection OpenForReading(string connectionString)
    {
        var connection = Open(connectionString);
        // There are as many of these as people ever read at once; pages they share are in the system's cache already.
        connection.Execute("pragma cache_size = -256");
        return connection;
    }

    private static SqliteConnection OpenForWriting(string connectionString)
    {
        var connection = Open(connectionString);
        // 32 MB at most, once: each moment changes an index page of its own conversation, and with the usual 2 MB those are
        // read again, and written before the commit, as soon as a few hundred conversations go on at once.
        connection.Execute("pragma cache_size = -32768");
        return connection;
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute($"pragma synchronous = full; pragma foreign_keys = on; pragma wal_autocheckpoint = {SqliteCheckpoints.MostPages}; pragma temp_store = memory");
        return connection;
    }

    private static void Require(SqliteConnection connection, string sql, string expected)
    {
        var found = connection.ExecuteScalar<string>(sql);
        if (found != expected)
        {
            throw new InvalidOperationException($"The database must run with '{sql}' = {expected}, but says {found}.");
        }
    }
}
