using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alongside.Study.Decks;

/// <summary>
/// Decks in Anki's published form: a zip with a SQLite file. What comes in is a stranger's database, so it is read with
/// everything shut off that a database can do, and only the words of its notes are taken.
/// </summary>
internal static partial class Anki
{
    public const int LargestFile = 8 * 1024 * 1024;

    // What a small file can swell to when it is unpacked; no deck of words comes near.
    private const int LargestUnpacked = 32 * 1024 * 1024;
    private const int MostEntries = 10_000;
    private const int LongestNote = 200_000;
    private const int MostSteps = 20_000;

    public static Importing Read(byte[] file)
    {
        var folder = Directory.CreateTempSubdirectory("alongside-deck-");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
            {
                return new Importing.Refused(ImportFault.TooLarge);
            }

            // Names within the zip are never used as paths: these two are asked for by name, and nothing else is looked at.
            if ((zip.GetEntry("collection.anki21") ?? (zip.GetEntry("collection.anki21b") is null ? zip.GetEntry("collection.anki2") : null)) is not { } collection)
            {
                return new Importing.Refused(zip.GetEntry("collection.anki21b") is null ? ImportFault.NotADeck : ImportFault.NewerForm);
            }

            if (HasMedia(zip))
            {
                return new Importing.Refused(ImportFault.Media);
            }

            var path = Path.Combine(folder.FullName, "deck.db");
            return Unpack(collection, path, LargestUnpacked) ? Notes(path) : new Importing.Refused(ImportFault.TooLarge);
        }
        catch (Exception failure) when (failure is InvalidDataException or SqliteException or JsonException or NotSupportedException)
        {
            return new Importing.Refused(ImportFault.NotADeck);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static byte[] Write(Deck deck, DateTimeOffset now)
    {
        var folder = Directory.CreateTempSubdirectory("alongside-deck-");
        try
        {
            var path = Path.Combine(folder.FullName, "collection.anki2");
            AnkiFile.Write(path, deck, now);
            using var packed = new MemoryStream();
            using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            {
                zip.CreateEntryFromFile(path, "collection.anki2");
                using var media = new StreamWriter(zip.CreateEntry("media").Open());
                media.Write("{}");
            }

            return packed.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool HasMedia(ZipArchive zip)
    {
        if (zip.GetEntry("media") is not { } entry)
        {
            return false;
        }

        using var from = entry.Open();
        var bytes = new byte[64 * 1024];
        var read = from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        // A list that does not fit names far more than none.
        if (read == bytes.Length)
        {
            return true;
        }

        using var list = JsonDocument.Parse(bytes.AsMemory(0, read));
        return list.RootElement.ValueKind is not JsonValueKind.Object || list.RootElement.EnumerateObject().Any();
    }

    // By what really comes out, never by what the zip says of itself.
    private static bool Unpack(ZipArchiveEntry entry, string path, int most)
    {
        using var from = entry.Open();
        using var to = new FileStream(path, FileMode.CreateNew);
        var bytes = new byte[81_920];
        var all = 0;
        for (int read; (read = from.Read(bytes)) > 0;)
        {
            all += read;
            if (all > most)
            {
                return false;
            }

            to.Write(bytes, 0, read);
        }

        return true;
    }

    private static Importing Notes(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, LongestNote);
        raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_ATTACHED, 0);
        // A query that goes on for ever is broken off; a real deck is read in a small part of this.
        var steps = 0;
        raw.sqlite3_progress_handler(connection.Handle, 10_000, _ => ++steps > MostSteps ? 1 : 0, null);
        connection.Execute("pragma trusted_schema = off; pragma cell_size_check = on; pragma query_only = on; pragma mmap_size = 0;");
        // A real table with a real column: a view or a column that is computed would run what the file says.
        if (connection.ExecuteScalar<long>("select count(*) from sqlite_master where name = 'notes'") != 1
            || connection.ExecuteScalar<long>("select count(*) from sqlite_master where name = 'notes' and type = 'table' and sql not like 'create virtual%'") != 1
            || connection.ExecuteScalar<long>("select count(*) from pragma_table_xinfo('notes') where name = 'flds' and hidden = 0") != 1)
        {
            return new Importing.Refused(ImportFault.NotADeck);
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"select cast(flds as text) from notes order by rowid limit {DeckStore.MostCards + 1}";
        using var reader = command.ExecuteReader();
        var notes = new List<(int, string, string, ImportFault?)>();
        while (reader.Read())
        {
            var fields = (reader.IsDBNull(0) ? "" : reader.GetString(0)).Split('\x1f');
            notes.Add((
                notes.Count + 1, Letters(fields[0]), fields.Length > 1 ? Letters(string.Join("\n", fields.Skip(1).Where(f => f.Length > 0))) : "",
                fields.Any(f => Media().IsMatch(f)) ? ImportFault.Media : null));
        }

        return Importing.Of(notes);
    }

    // Notes are written in HTML: its breaks stay, and nothing else of it.
    private static string Letters(string html) => WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(html, "\n"), ""));

    [GeneratedRegex(@"<(br|div|p|li)\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"<(script|style)[^>]*>[^<]*</(script|style)>|<[a-zA-Z/!][^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\[sound:|<(img|audio|video|object|embed|iframe)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Media();
}
