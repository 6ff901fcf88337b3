using System.Data.Common;
using Dapper;

namespace Alongside.Platform.Storage;

/// <summary>The inside of one unit of writing: a connection in a transaction.</summary>
internal sealed class Writing(DbConnection connection, Dialect dialect)
{
    private readonly Dictionary<string, DbCommand> prepared = [];

    public Dialect Dialect => dialect;

    /// <summary>The transaction of the unit now running.</summary>
    public DbTransaction? Transaction { get; set; }

    public DbConnection Connection => connection;

    public Task<int> ExecuteAsync(string sql, object? args) => connection.ExecuteAsync(sql, args, Transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args) =>
        (await connection.QueryAsync<T>(sql, args, Transaction)).AsList();

    public Task<T?> FindAsync<T>(string sql, object? args) =>
        connection.QuerySingleOrDefaultAsync<T?>(sql, args, Transaction);

    /// <summary>A statement made once for this connection, for the few that run thousands of times a second.</summary>
    public DbCommand Prepared(string sql, params ReadOnlySpan<string> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of the caller's; every value is a parameter.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var name in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }

            prepared.Add(sql, command);
        }

        command.Transaction = Transaction;
        return command;
    }
}
