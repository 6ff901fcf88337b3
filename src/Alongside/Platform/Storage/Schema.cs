using Alongside.Platform.Hosting;

using Alongside.Platform.Time;
using Dapper;

namespace Alongside.Platform.Storage;

/// <summary>One readable <c>.sql</c> file that changes the tables. Once it has run anywhere it is never edited.</summary>
internal sealed record SchemaChange(string Name, string Sql)
{
    /// <summary>The changes this program brings, in order.</summary>
    /// <param name="files"><c>Schema</c> for the main database, <c>KeySchema</c> for the key store.</param>
    public static IReadOnlyList<SchemaChange> Shipped(string files) =>
        [.. EmbeddedFiles.In(files + "/").Select(file => new SchemaChange(file.Name[(files.Length + 1)..], file.Text))];
}

/// <summary>How far a database has come.</summary>
/// <param name="Applied">Names of the changes that have run.</param>
/// <param name="Pending">Those still to run, in order.</param>
/// <param name="Newer">One that has run and that we do not know: a newer version has been here. Else null.</param>
internal sealed record SchemaState(IReadOnlyList<string> Applied, IReadOnlyList<SchemaChange> Pending, string? Newer);

/// <summary>The tables of one database: each change runs once, in order, in one transaction together with its mark.</summary>
internal sealed class Schema(Database database, TimeProvider clock, IReadOnlyList<SchemaChange> shipped)
{
    /// <summary>Looks, and changes nothing.</summary>
    public async Task<SchemaState> ReadAsync(CancellationToken cancel)
    {
        var applied = await database.HasTableAsync("schema_change", cancel)
            ? await database.QueryAsync<string>("select name from schema_change order by name", null, cancel)
            : [];
        return new SchemaState(
            applied,
            [.. shipped.Where(change => !applied.Contains(change.Name))],
            applied.FirstOrDefault(name => shipped.All(change => change.Name != name)));
    }

    /// <summary>Runs what has not run yet. A process killed in between goes on where it was when it starts again.</summary>
    public async Task ApplyAsync(CancellationToken cancel)
    {
        await database.MakeReadyAsync(cancel);
        await database.ExecuteAsync(
            "create table if not exists schema_change (name text not null primary key, applied_at bigint not null)", null, cancel);
        foreach (var change in (await ReadAsync(cancel)).Pending)
        {
            await database.WriteAsync(async w =>
            {
                // A change over many rows takes the time it takes.
                await w.Connection.ExecuteAsync(change.Sql, transaction: w.Transaction, commandTimeout: 0);
                return await w.ExecuteAsync(
                    "insert into schema_change (name, applied_at) values (@Name, @now)", new { change.Name, now = clock.Micro() });
            }, cancel);
        }
    }
}
