using System.Reflection;
using Dapper;

namespace Alongside.Platform.Storage;

/// <summary>The tables of one database: readable <c>.sql</c> files, run in the order of their names, each once.</summary>
internal sealed class Schema(Database database, TimeProvider clock, string files)
{
    /// <summary>Runs what has not run yet, each file with its mark in one transaction.</summary>
    public async Task ApplyAsync(CancellationToken cancel)
    {
        await database.MakeReadyAsync(cancel);
        await database.ExecuteAsync(
            "create table if not exists schema_change (name text not null primary key, applied_at bigint not null)", null, cancel);
        foreach (var (name, sql) in await PendingAsync(cancel))
        {
            await database.WriteAsync(async w =>
            {
                await w.Connection.ExecuteAsync(sql, transaction: w.Transaction);
                return await w.ExecuteAsync(
                    "insert into schema_change (name, applied_at) values (@name, @now)",
                    new { name, now = Time.Micros.Micro(clock) });
            }, cancel);
        }
    }

    private async Task<List<(string Name, string Sql)>> PendingAsync(CancellationToken cancel)
    {
        var applied = (await database.QueryAsync<string>("select name from schema_change", null, cancel)).ToHashSet();
        return [.. Shipped(files).Where(file => !applied.Contains(file.Name))];
    }

    private static IEnumerable<(string Name, string Sql)> Shipped(string files)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(files + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[(files.Length + 1)..], reader.ReadToEnd());
        }
    }
}
