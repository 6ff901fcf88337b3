using System.Data.Common;

namespace Alongside.Platform.Storage;

/// <summary>
/// A statement made once for a connection, for the few that run thousands of times a second. Its values are given in the
/// order in which its parameters were named: text, whole numbers and bytes.
/// </summary>
internal abstract class Statement : IDisposable
{
    /// <summary>The number in the one row there may be.</summary>
    public abstract Task<long?> NumberAsync(params ReadOnlySpan<object> values);

    /// <returns>How many rows were changed.</returns>
    public abstract Task<int> ExecuteAsync(params ReadOnlySpan<object> values);

    public abstract void Dispose();
}

/// <summary>A statement as any database takes it.</summary>
internal sealed class CommandStatement : Statement
{
    private readonly DbCommand command;

    /// <param name="connection">Where it runs.</param>
    /// <param name="sql">A constant of the caller's; every value is a parameter.</param>
    /// <param name="parameters">Their names, each with its <c>@</c>.</param>
    public CommandStatement(DbConnection connection, string sql, ReadOnlySpan<string> parameters)
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
    }

    public override Task<long?> NumberAsync(params ReadOnlySpan<object> values)
    {
        Set(values);
        return FindAsync();
    }

    public override Task<int> ExecuteAsync(params ReadOnlySpan<object> values)
    {
        Set(values);
        return command.ExecuteNonQueryAsync();
    }

    public override void Dispose() => command.Dispose();

    private async Task<long?> FindAsync() => await command.ExecuteScalarAsync() as long?;

    private void Set(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }
}
