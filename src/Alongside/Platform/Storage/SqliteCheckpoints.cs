using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alongside.Platform.Storage;

/// <summary>
/// Carries what was committed from the write-ahead log over into the file while the writer goes on, so that nobody's
/// message waits for it. What is left when the log has grown to <see cref="MostPages"/> the writer carries itself, and
/// begins the log anew.
/// </summary>
internal sealed class SqliteCheckpoints(Func<SqliteConnection> open) : IDisposable
{
    /// <summary>How long the write-ahead log may grow, in pages of 4 KB: 64 MB.</summary>
    public const int MostPages = 16_000;

    // Often enough that little is left for the writer.
    private const int Every = 4_000;

    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private int carriedAt;
    private Thread? carrying;

    /// <summary>After a commit, on the writer's thread.</summary>
    public void Committed(SqliteConnection writer)
    {
        raw.sqlite3_db_status(writer.Handle, PagesWritten, out var written, out _, 0);
        // A connection that was opened anew counts from the beginning.
        carriedAt = Math.Min(carriedAt, written);
        if (written - carriedAt >= Every && carrying is not { IsAlive: true })
        {
            carriedAt = written;
            carrying = new Thread(Carry) { IsBackground = true, Name = "sqlite checkpoint" };
            carrying.Start();
        }
    }

    /// <summary>Waits for what is under way.</summary>
    public void Dispose() => carrying?.Join();

    private void Carry()
    {
        try
        {
            using var connection = open();
            connection.Execute("pragma wal_checkpoint(passive)");
        }
        catch (SqliteException)
        {
            // Nothing is lost: it stands in the log, and the writer carries it over or is told why it cannot.
        }
    }
}
