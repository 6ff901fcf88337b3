using Alongside.Platform.Hosting;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Alongside.Tests;

/// <summary>What goes wrong with a commit.</summary>
public enum CommitFault
{
    None,

    /// <summary>Nothing was kept.</summary>
    Before,

    /// <summary>It was kept, but nobody heard so.</summary>
    After,
}

/// <summary>A database whose commits fail as the test says, just before or just after they happen.</summary>
internal sealed class FailingCommits
{
    /// <summary>Asked at every commit of the main database.</summary>
    public Func<CommitFault> Next { get; set; } = () => CommitFault.None;

    /// <summary>How many faults were really injected.</summary>
    public int Injected { get; private set; }

    public Action<WebApplicationBuilder> In(Settings settings) => builder => builder.Services.AddSingleton<Database>(_ => settings.Database is null
        ? new SqliteDatabase(Path.Combine(settings.Data, "alongside.db"), commit: Commit)
        : new PostgresDatabase(settings.Database, settings.Schema, CommitAsync));

    private void Commit(SqliteTransaction transaction)
    {
        var fault = Next();
        if (fault is not CommitFault.Before)
        {
            transaction.Commit();
        }

        if (fault is not CommitFault.None)
        {
            Injected++;
            throw new SqliteException("disk I/O error", 10);
        }
    }

    private async Task CommitAsync(NpgsqlTransaction transaction)
    {
        var fault = Next();
        if (fault is not CommitFault.Before)
        {
            await transaction.CommitAsync();
        }

        if (fault is not CommitFault.None)
        {
            Injected++;
            throw new NpgsqlException("the line was cut");
        }
    }
}
