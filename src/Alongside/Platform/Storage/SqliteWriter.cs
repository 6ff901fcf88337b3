using Microsoft.Data.Sqlite;

namespace Alongside.Platform.Storage;

/// <summary>
/// The one thread that writes to a SQLite file. What has queued up while it was committing goes into one transaction
/// together, so that a disk's sync is shared by everyone who waits for it.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MostPerCommit = 512;

    private readonly Func<SqliteConnection> open;
    private readonly Action<SqliteTransaction> commit;
    private readonly SqliteCheckpoints checkpoints;
    private readonly Lock gate = new();
    private readonly AutoResetEvent work = new(false);
    private readonly Thread thread;
    private List<WriteItem> queued = [];
    private bool closed;

    /// <param name="open">A connection to write with: the first, and another one after a failure.</param>
    /// <param name="commit">How a transaction is committed.</param>
    /// <param name="checkpoints">Told of each commit.</param>
    public SqliteWriter(Func<SqliteConnection> open, Action<SqliteTransaction> commit, SqliteCheckpoints checkpoints)
    {
        (this.open, this.commit, this.checkpoints) = (open, commit, checkpoints);
        thread = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<Writing, Task<T>> unit, Action<T>? committed)
    {
        var item = new WriteItem<T>(unit, committed);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            queued.Add(item);
            if (queued.Count == 1)
            {
                work.Set();
            }
        }

        return item.Task;
    }

    /// <summary>Writes what is queued, and ends.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            work.Set();
        }

        thread.Join();
        checkpoints.Dispose();
        work.Dispose();
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
                    connection ??= open();
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

                    writing?.Dispose();
                    connection?.Dispose();
                    (connection, writing) = (null, null);
                }
            }
        }

        writing?.Dispose();
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

                if (closed)
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

        checkpoints.Committed(connection);
        foreach (var item in batch)
        {
            item.Complete();
        }
    }

    // SQLITE_CONSTRAINT is the unit's own business; disk full, I/O and corruption are everybody's.
    private static bool IsOfTheWholeDatabase(Exception failure) => failure is SqliteException { SqliteErrorCode: not 19 and not 1 };

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
