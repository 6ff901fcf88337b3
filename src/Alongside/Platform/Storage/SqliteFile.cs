using Alongside.Platform.Hosting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Platform.Storage;

/// <summary>A whole SQLite file: looked over before it is used, copied before its tables change.</summary>
internal static class SqliteFile
{
    public const int KeptBackups = 3;

    /// <summary>Reads through the file's structure.</summary>
    /// <exception cref="RefusedToStartException">The file is damaged, or is no database.</exception>
    public static void RequireWhole(string file)
    {
        try
        {
            using var connection = Open(file);
            var found = connection.ExecuteScalar<string>("pragma quick_check(1)", commandTimeout: 0);
            if (found != "ok")
            {
                throw Damaged(file, null);
            }
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is 11 or 26)
        {
            throw Damaged(file, failure);
        }
    }

    /// <summary>Copies a database that may be in use, reads the copy through, and only then gives it its name.</summary>
    public static void BackUp(string file, string into)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(into)!);
        var unfinished = into + ".new";
        File.Delete(unfinished);
        using (var connection = Open(file))
        {
            connection.Execute("vacuum into @unfinished", new { unfinished }, commandTimeout: 0);
        }

        RequireWhole(unfinished);
        using (var written = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        DataFolder.Finish(unfinished, into);
    }

    /// <summary>Keeps the newest few copies. Their names begin with the number of the change they were made before.</summary>
    public static void ForgetOldBackups(string folder)
    {
        foreach (var old in Directory.GetFiles(folder, "before-*.db").OrderDescending(StringComparer.Ordinal).Skip(KeptBackups))
        {
            File.Delete(old);
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static RefusedToStartException Damaged(string file, Exception? inner) => new(ExitCode.StorageRefused,
        $"The file {file} is damaged. Nothing was changed. Keep a copy of the folder as it is, then put back your last backup.", inner);
}
