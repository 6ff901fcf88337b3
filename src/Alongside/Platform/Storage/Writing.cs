using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Platform.Storage;

/// <summary>The inside of one unit of writing: a connection in a transaction.</summary>
internal sealed class Writing(DbConnection connection, Dialect dialect) : IDisposable
{
    private readonly Dictionary<string, Statement> prepared = [];

    public Dialect Dialect => dialect;

    /// <summary>The transaction of the unit now running.</summary>
    public DbTransaction? Transaction { get; set; }

    public DbConnection Connection => connection;

    public Task<int> ExecuteAsync(string sql, object? args) => connection.ExecuteAsync(sql, args, Transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args) =>
        (await connection.QueryAsync<T>(sql, args, Transaction)).AsList();

    public Task<T?> FindAsync<T>(string sql, object? args) =>
        connection.QuerySingleOrDefaultAsync<T?>(sql, args, Transaction);

    /// <summary>A statement made once for this connection.</summary>
    /// <inheritdoc cref="CommandStatement(DbConnection, string, ReadOnlySpan{string})"/>
    public Statement Prepared(string sql, params ReadOnlySpan<string> parameters)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            statement = connection is SqliteConnection sqlite ? new SqliteStatement(sqlite, sql, parameters) : new CommandStatement(connection, sql, parameters);
            prepared.Add(sql, statement);
        }

        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }
    }
}
