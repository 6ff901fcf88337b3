using System.Data.Common;
using Dapper;

namespace Alongside.Platform.Storage;

/// <summary>
/// One database, in one of two dialects. Reads run anywhere; writes are units: all of a unit is kept, or none of it,
/// and when the task completes it is on disk.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    // Before the first query, whoever makes it.
    static Database() => Columns.Teach();

    public abstract Dialect Dialect { get; }

    /// <summary>
    /// Runs <paramref name="unit"/> in a transaction. The unit must have no effect outside the database: it may be run
    /// again. <paramref name="committed"/> is called once, after the commit, in the order of the commits.
    /// </summary>
    /// <exception cref="StorageException">The database could not say that it kept this: it may have, or not.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Writing, Task<T>> unit, CancellationToken cancel, Action<T>? committed = null);

    /// <summary>Lends a connection for reading what is committed.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel);

    /// <summary>Makes the place our tables go to, where the dialect has such a thing.</summary>
    public virtual Task MakeReadyAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Whether our part of the database has this table; asks nothing of a part that is not made yet.</summary>
    public async Task<bool> HasTableAsync(string table, CancellationToken cancel) => await FindAsync<long>(
        Dialect is Dialect.Sqlite
            ? "select count(*) from sqlite_master where type = 'table' and name = @table"
            : "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = @table",
        new { table }, cancel) > 0;

    /// <summary>Gives up every connection, so that a file may be copied or a test may drop the database.</summary>
    public abstract ValueTask DisposeAsync();

    public Task<int> ExecuteAsync(string sql, object? args, CancellationToken cancel) =>
        WriteAsync(w => w.ExecuteAsync(sql, args), cancel);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args, CancellationToken cancel) =>
        ReadAsync(async c => (IReadOnlyList<T>)(await c.QueryAsync<T>(Command(sql, args, cancel))).AsList(), cancel);

    /// <summary>The one row there may be, or the type's default.</summary>
    public Task<T?> FindAsync<T>(string sql, object? args, CancellationToken cancel) =>
        ReadAsync(c => c.QuerySingleOrDefaultAsync<T?>(Command(sql, args, cancel)), cancel);

    private static CommandDefinition Command(string sql, object? args, CancellationToken cancel) =>
        new(sql, args, cancellationToken: cancel);
}

/// <summary>Which database speaks. Statements are the same in both but for the few places that ask this.</summary>
internal enum Dialect
{
    Sqlite,
    Postgres,
}

internal static class Dialects
{
    /// <summary>The condition that a column is one of a list. The list is an array of text: Dapper writes no ids within lists.</summary>
    /// <param name="dialect">Which database is asked.</param>
    /// <param name="list">The parameter's name with its <c>@</c>.</param>
    public static string IsOneOf(this Dialect dialect, string list) => dialect is Dialect.Postgres ? $"= any({list})" : $"in {list}";
}
