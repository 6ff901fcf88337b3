using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alongside.Platform.Storage;

/// <summary>
/// A statement given to SQLite itself. A command makes a reader, a record and a binder for each value every time it runs,
/// which cost a message more than the statement did.
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private const int LongestOnStack = 256;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    /// <inheritdoc cref="CommandStatement(System.Data.Common.DbConnection, string, ReadOnlySpan{string})"/>
    public SqliteStatement(SqliteConnection connection, string sql, ReadOnlySpan<string> parameters)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        places = new int[parameters.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = raw.sqlite3_bind_parameter_index(statement, parameters[i]);
        }
    }

    public override Task<long?> NumberAsync(params ReadOnlySpan<object> values)
    {
        try
        {
            Bind(values);
            var found = Step() ? raw.sqlite3_column_int64(statement, 0) : (long?)null;
            while (found is not null && Step())
            {
            }

            return Task.FromResult(found);
        }
        finally
        {
            // What it says again was thrown already.
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override Task<int> ExecuteAsync(params ReadOnlySpan<object> values)
    {
        try
        {
            Bind(values);
            while (Step())
            {
            }

            return Task.FromResult(raw.sqlite3_changes(database));
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override void Dispose() => statement.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i] switch
            {
                string text => BindText(places[i], text),
                long number => raw.sqlite3_bind_int64(statement, places[i], number),
                byte[] bytes => raw.sqlite3_bind_blob(statement, places[i], bytes),
                var other => throw new UnreachableException($"A {other.GetType().Name} was given to a statement."),
            });
        }
    }

    private int BindText(int place, string text)
    {
        Span<byte> onStack = stackalloc byte[LongestOnStack];
        return Encoding.UTF8.TryGetBytes(text, onStack, out var length)
            ? raw.sqlite3_bind_text(statement, place, onStack[..length])
            : raw.sqlite3_bind_text(statement, place, text);
    }

    /// <returns>Whether there is a row.</returns>
    private bool Step()
    {
        var said = raw.sqlite3_step(statement);
        if (said is not raw.SQLITE_ROW)
        {
            Check(said is raw.SQLITE_DONE ? raw.SQLITE_OK : said);
        }

        return said is raw.SQLITE_ROW;
    }

    private void Check(int said) => SqliteException.ThrowExceptionForRC(said, database);
}
