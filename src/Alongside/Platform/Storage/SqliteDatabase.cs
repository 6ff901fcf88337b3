using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Alongside.Platform.Storage;

/// <summary>
/// One SQLite file in WAL mode with <c>synchronous=FULL</c>. One thread writes; what has queued up while it was
/// committing goes into one transaction together, so that a disk's sync is shared by everyone who waits for it.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int MostPerCommit = 512;

    private readonly string connectionString;
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly Lock gate = new();
    private readonly AutoResetEvent work = new(false);
    private readonly Action<SqliteTransaction> commit;
    private readonly Thread writer;
    private List<WriteItem> queued = [];
    private bool disposed;

    /// <param name="file">Path of the database file; it is made when it is missing.</param>
    /// <param name="patience">How long to wait for another process that holds the write lock.</param>
    /// <param name="commit">For tests: a disk that fails just before or just after the commit.</param>
    public SqliteDatabase(string file, TimeSpan? patience = null, Action<SqliteTransaction>? commit = null)
    {
        this.commit = commit ?? (transaction => transaction.Commit());
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

        writer = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite writer" };
        writer.Start();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override Task<T> WriteAsync<T>(Func<Writing, Task<T>> unit, CancellationToken cancel, Action<T>? committed = null)
    {
        cancel.ThrowIfCancellationRequested();
        var item = new WriteItem<T>(unit, committed);
        lock (gate)
        {
            if (disposed)
            {
                return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
            }

            queued.Add(item);
            if (queued.Count == 1)
            {
                work.Set();
            }
        }

        return item.Task.WaitAsync(cancel);
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
            if (disposed)
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
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            work.Set();
        }

        await Task.Run(writer.Join);
        work.Dispose();
        while (readers.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private void WriteLoop()
    {
        SqliteConnection? connection = null;
        Writing? writing = null;
        while (WaitForWork() is { } waiting)
        {
            foreach (var batch in waiting.Chunk(MostPerCommit))
            {
                try
                {
                    connection ??= OpenForWriting(connectionString);
                    writing ??= new Writing(connection, Dialect.Sqlite);
                    Commit(connection, writing, batch);
                }
                catch (SqliteException failure)
                {
                    // The connection is in an unknown state: nobody is told "kept", and the next batch starts afresh.
                    foreach (var item in batch)
                    {
                        item.Fail(new StorageException("The database did not confirm a write.", failure));
                    }

                    connection?.Dispose();
                    connection = null;
                    writing = null;
                }
            }
        }

        connection?.Dispose();
    }

    /// <summary>All that was asked for meanwhile; null once this is closed and nothing is left to write.</summary>
    private List<WriteItem>? WaitForWork()
    {
        while (true)
        {
            lock (gate)
            {
                if (queued.Count > 0)
                {
                    var waiting = queued;
                    queued = [];
                    return waiting;
                }

                if (disposed)
                {
                    return null;
                }
            }

            work.WaitOne();
        }
    }

    /// <summary>All of the batch in one transaction; when one unit throws, each runs alone so that it fails alone.</summary>
    private void Commit(SqliteConnection connection, Writing writing, WriteItem[] batch)
    {
        try
        {
            RunTogether(connection, writing, batch);
        }
        catch (UnitFailedException) when (batch.Length > 1)
        {
            foreach (var item in batch)
            {
                CommitAlone(connection, writing, item);
            }
        }
        catch (UnitFailedException failure)
        {
            batch[0].Fail(failure.InnerException!);
        }
    }

    private void CommitAlone(SqliteConnection connection, Writing writing, WriteItem item)
    {
        try
        {
            RunTogether(connection, writing, [item]);
        }
        catch (UnitFailedException failure)
        {
            item.Fail(failure.InnerException!);
        }
    }

    private void RunTogether(SqliteConnection connection, Writing writing, WriteItem[] batch)
    {
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            writing.Transaction = transaction;
            foreach (var item in batch)
            {
                try
                {
                    item.Run(writing);
                }
                catch (Exception failure) when (!IsOfTheWholeDatabase(failure))
                {
                    throw new UnitFailedException(failure);
                }
            }

            commit(transaction);
        }

        foreach (var item in batch)
        {
            item.Complete();
        }
    }

    // SQLITE_CONSTRAINT is the unit's own business; disk full, I/O and corruption are everybody's.
    private static bool IsOfTheWholeDatabase(Exception failure) => failure is SqliteException { SqliteErrorCode: not 19 and not 1 };

    private static SqliteConnection OpenForReading(string connectionString)
    {
        var connection = Open(connectionString);
        // There are as many of these as people ever read at once; pages they share are in the system's cache already.
        Run(connection, "pragma cache_size = -256");
        return connection;
    }

    private static SqliteConnection OpenForWriting(string connectionString)
    {
        var connection = Open(connectionString);
        // 32 MB at most, once: each moment changes an index page of its own conversation, and with the usual 2 MB those are
        // read again, and written before the commit, as soon as a few hundred conversations go on at once.
        Run(connection, "pragma cache_size = -32768");
        return connection;
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Run(connection, "pragma synchronous = full; pragma foreign_keys = on; pragma wal_autocheckpoint = 4000; pragma temp_store = memory");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Require(SqliteConnection connection, string sql, string expected)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        var found = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (found != expected)
        {
            throw new InvalidOperationException($"The database must run with '{sql}' = {expected}, but says {found}.");
        }
    }

    private sealed class UnitFailedException(Exception inner) : Exception(null, inner);

    private abstract class WriteItem
    {
        public abstract void Run(Writing writing);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class WriteItem<T>(Func<Writing, Task<T>> unit, Action<T>? committed) : WriteItem
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Task => done.Task;

        // SQLite answers on the calling thread, so the unit's task is complete when it comes back.
        public override void Run(Writing writing) => result = unit(writing).GetAwaiter().GetResult();

        public override void Complete()
        {
            committed?.Invoke(result);
            done.SetResult(result);
        }

        public override void Fail(Exception failure) => done.SetException(failure);
    }
}
