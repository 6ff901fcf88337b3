using System.Security.Cryptography;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;

namespace Alongside.Platform.Storage;

/// <summary>Opens the databases and the master key by the rules of <see cref="StartState"/>, or refuses in a plain sentence.</summary>
internal sealed class StorageStart(Settings settings, TimeProvider clock)
{
    /// <summary>The changes of the main database. A test sets fewer, to have an installation of an older version.</summary>
    public IReadOnlyList<SchemaChange> Changes { get; init; } = SchemaChange.Shipped("Schema");

    private bool OnSqlite => settings.Database is null;

    /// <summary>For a server: keeps the folder, makes what a first start makes and changes tables where that is due.</summary>
    public async Task<OpenStorage> ServeAsync(CancellationToken cancel)
    {
        var opened = new OpenStorage(DataFolder.Open(settings.Data));
        try
        {
            if (OnSqlite)
            {
                opened.Folder.Keep();
                await GoOnAsync(opened, cancel);
            }
            else
            {
                await using var alone = await PostgresStartLock.TakeAsync(settings.Database!, settings.Schema, cancel);
                await GoOnAsync(opened, cancel);
            }

            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>For a command beside a server, running or not: makes nothing and changes no tables.</summary>
    public async Task<OpenStorage> BesideAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(settings.Data))
        {
            throw Refuse($"There is no installation in {settings.Data} yet. Start the server once, or say where it is with --data.");
        }

        var opened = new OpenStorage(DataFolder.Open(settings.Data));
        try
        {
            if (await JudgeAsync(opened, lookThrough: false, cancel) is not StartVerdict.Whole)
            {
                throw Refuse($"There is no installation in {opened.Folder.Path} yet. Start the server once, or say where it is with --data.");
            }

            if ((await new Schema(opened.Database!, clock, Changes).ReadAsync(cancel)).Pending.Count > 0)
            {
                throw Refuse("This installation was last served by an older version. Start the server of this version once.");
            }

            opened.Installation = (await Installation.FindAsync(opened.Database!, cancel))!;
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private async Task GoOnAsync(OpenStorage opened, CancellationToken cancel)
    {
        await JudgeAsync(opened, lookThrough: true, cancel);
        opened.Master ??= MakeMasterKey(opened.Folder);
        var keys = opened.Keys ??= Open("keys.db", settings.Schema + "_keys", opened.Folder);
        await ChangeAsync(keys, SchemaChange.Shipped("KeySchema"), "keys.db", opened.Folder, cancel);
        await keys.ExecuteAsync(
            "insert into master_check (check_id, wrapped) values ('master', @wrapped) on conflict (check_id) do nothing",
            new { wrapped = opened.Master.MakeProof() }, cancel);
        var database = opened.Database ??= Open("alongside.db", settings.Schema, opened.Folder);
        await ChangeAsync(database, Changes, "alongside.db", opened.Folder, cancel);
        opened.Installation = await Installation.EnsureAsync(database, clock, cancel);
        await keys.ExecuteAsync(
            "update master_check set installation_id = @InstallationId where installation_id is null",
            new { opened.Installation.InstallationId }, cancel);
    }

    /// <summary>Opens what is there, without making anything, and refuses where something was lost.</summary>
    private async Task<StartVerdict> JudgeAsync(OpenStorage opened, bool lookThrough, CancellationToken cancel)
    {
        opened.Master = ReadMasterKey(opened.Folder);
        opened.Keys = OpenExisting("keys.db", settings.Schema + "_keys", opened.Folder, lookThrough);
        opened.Database = OpenExisting("alongside.db", settings.Schema, opened.Folder, lookThrough);
        var check = opened.Keys is { } keys && await keys.HasTableAsync("master_check", cancel)
            ? await keys.FindAsync<MasterCheck>("select wrapped, installation_id from master_check", null, cancel)
            : null;
        var installation = opened.Database is { } database && await database.HasTableAsync("installation", cancel)
            ? await Installation.FindAsync(database, cancel)
            : null;
        await RequireNotNewerAsync(opened.Keys, SchemaChange.Shipped("KeySchema"), cancel);
        await RequireNotNewerAsync(opened.Database, Changes, cancel);

        var verdict = new StartState(opened.Master, check, installation?.InstallationId).Verdict;
        var (theKey, theKeys, theDatabase) = (MasterKeyPath(opened.Folder), Place("keys.db", settings.Schema + "_keys", opened.Folder), Place("alongside.db", settings.Schema, opened.Folder));
        return verdict switch
        {
            StartVerdict.MasterKeyMissing => throw Refuse(
                $"The master key {theKey} is missing. What people wrote here was sealed with it, and no other key opens it. Put it back from your backup, or from another node; a new one is never made."),
            StartVerdict.MasterKeyWrong => throw Refuse(
                $"The master key {theKey} is not the one this installation was sealed with. Put the right one in its place."),
            StartVerdict.KeysMissing => throw Refuse(
                $"The key store ({theKeys}) is missing or empty. Without it nothing in {theDatabase} can be read. Put it back from your backup."),
            StartVerdict.DatabaseMissing => throw Refuse(
                $"The database ({theDatabase}) is missing or empty, though its keys are there. Put it back from your backup; an empty one is never made in its place."),
            StartVerdict.NotAPair => throw Refuse(
                $"The database ({theDatabase}) and the key store ({theKeys}) belong to two different installations. Put back two that belong together."),
            _ => verdict,
        };
    }

    private async Task RequireNotNewerAsync(Database? database, IReadOnlyList<SchemaChange> changes, CancellationToken cancel)
    {
        if (database is not null && (await new Schema(database, clock, changes).ReadAsync(cancel)).Newer is { } newer)
        {
            throw Refuse($"A newer version of Alongside has changed this database ({newer}). Run that version, or put back the copy made before the change.");
        }
    }

    /// <summary>Changes the tables where that is due; before it, a copy that was read through.</summary>
    private async Task ChangeAsync(Database database, IReadOnlyList<SchemaChange> changes, string name, DataFolder folder, CancellationToken cancel)
    {
        var schema = new Schema(database, clock, changes);
        var state = await schema.ReadAsync(cancel);
        if (state.Pending.Count == 0)
        {
            return;
        }

        var holdsData = state.Applied.Count > 0;
        var backups = folder.File("backups");
        var copy = Path.Combine(backups, $"before-{Path.GetFileNameWithoutExtension(state.Pending[0].Name)}{(name == "keys.db" ? "-keys" : "")}.db");
        if (holdsData && OnSqlite)
        {
            await Console.Error.WriteLineAsync($"Updating {folder.File(name)}. A copy from before is kept as {copy}.");
            SqliteFile.BackUp(folder.File(name), copy);
        }
        else if (holdsData)
        {
            await Console.Error.WriteLineAsync("Updating the tables in PostgreSQL. Alongside cannot copy that database by itself: your last pg_dump is the copy from before.");
        }

        await schema.ApplyAsync(cancel);
        if (holdsData && OnSqlite)
        {
            if (name == "keys.db")
            {
                // A copy of keys would let a key that is erased later be found again.
                File.Delete(copy);
            }

            SqliteFile.ForgetOldBackups(backups);
        }
    }

    private Database? OpenExisting(string file, string schema, DataFolder folder, bool lookThrough)
    {
        if (OnSqlite)
        {
            if (!File.Exists(folder.File(file)))
            {
                return null;
            }

            if (lookThrough)
            {
                SqliteFile.RequireWhole(folder.File(file));
            }
        }

        return Open(file, schema, folder);
    }

    private Database Open(string file, string schema, DataFolder folder) => OnSqlite
        ? new SqliteDatabase(folder.File(file))
        : new PostgresDatabase(settings.Database!, schema);

    private string Place(string file, string schema, DataFolder folder) => OnSqlite ? folder.File(file) : $"PostgreSQL schema {schema}";

    /// <summary>A service manager may hand the key over (systemd's <c>LoadCredential</c>), so that it lies in no folder of ours.</summary>
    private static string MasterKeyPath(DataFolder folder) => Credential() ?? folder.File("master.key");

    private static string? Credential() =>
        Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } credentials
        && Path.Combine(credentials, "alongside-master-key") is var path && File.Exists(path)
            ? path
            : null;

    private static MasterKey? ReadMasterKey(DataFolder folder)
    {
        var path = MasterKeyPath(folder);
        if (!File.Exists(path))
        {
            return null;
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        // The service manager guards its own credentials, by other means than these bits.
        if (!OperatingSystem.IsWindows() && Credential() is null && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw Refuse($"The master key {path} can be read by other accounts of this machine. Run: chmod 600 {path}");
        }

        var bytes = File.ReadAllBytes(path);
        return bytes.Length == MasterKey.Size
            ? new MasterKey(bytes)
            : throw Refuse($"The master key {path} must be {MasterKey.Size} bytes long and is {bytes.Length}. Put it back from your backup.");
    }

    private static MasterKey MakeMasterKey(DataFolder folder)
    {
        var bytes = RandomNumberGenerator.GetBytes(MasterKey.Size);
        folder.WriteSecret("master.key", bytes);
        return new MasterKey(bytes);
    }

    private static RefusedToStartException Refuse(string sentence) => new(ExitCode.StorageRefused, sentence);
}
