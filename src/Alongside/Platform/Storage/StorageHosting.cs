using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;

namespace Alongside.Platform.Storage;

/// <summary>Opens the databases and the master key, before anything is served.</summary>
internal static class StorageHosting
{
    public static async Task AddStorageAsync(this IServiceCollection services, Settings settings, TimeProvider clock, CancellationToken cancel)
    {
        Columns.Teach();
        Directory.CreateDirectory(settings.Data);
        var database = Open(settings, "alongside.db", settings.Schema);
        var keys = Open(settings, "keys.db", settings.Schema + "_keys");
        await new Schema(database, clock, "Schema").ApplyAsync(cancel);
        await new Schema(keys, clock, "KeySchema").ApplyAsync(cancel);
        services.AddSingleton(await Installation.EnsureAsync(database, clock, cancel));
        services.AddSingleton(_ => database);
        services.AddSingleton(_ => new KeyDatabase(keys));
        services.AddSingleton(_ => ReadMasterKey(settings));
        services.AddSingleton<KeyStore>();
    }

    private static Database Open(Settings settings, string file, string schema) => settings.Database is null
        ? new SqliteDatabase(Path.Combine(settings.Data, file))
        : new PostgresDatabase(settings.Database, schema);

    private static MasterKey ReadMasterKey(Settings settings)
    {
        var path = Path.Combine(settings.Data, "master.key");
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(System.Security.Cryptography.RandomNumberGenerator.GetBytes(MasterKey.Size));
            file.Flush(flushToDisk: true);
        }

        return new MasterKey(File.ReadAllBytes(path));
    }
}
