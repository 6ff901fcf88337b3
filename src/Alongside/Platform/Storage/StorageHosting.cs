using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Alongside.Platform.Storage;

/// <summary>Storage as the rest of the service gets it.</summary>
internal static class StorageHosting
{
    /// <exception cref="RefusedToStartException">Something on disk is not as it must be.</exception>
    public static async Task AddStorageAsync(this IServiceCollection services, Settings settings, TimeProvider clock, CancellationToken cancel) =>
        services.AddStorage(await InPlainWordsAsync(settings, () => new StorageStart(settings, clock).ServeAsync(cancel)));

    /// <summary>For a command that works beside a server.</summary>
    /// <inheritdoc cref="AddStorageAsync"/>
    public static async Task AddStorageBesideAsync(this IServiceCollection services, Settings settings, TimeProvider clock, CancellationToken cancel) =>
        services.AddStorage(await InPlainWordsAsync(settings, () => new StorageStart(settings, clock).BesideAsync(cancel)));

    /// <summary>Hands what is open to the application, which lets go of it when it is disposed.</summary>
    public static void UseStorage(this IHost app) => app.Services.GetRequiredService<OpenStorage>();

    private static void AddStorage(this IServiceCollection services, OpenStorage opened)
    {
        // Through factories: the container closes only what it made. Everything asks for the storage first, so that it
        // is closed last.
        services.AddSingleton(_ => opened);
        services.AddSingleton(s => s.GetRequiredService<OpenStorage>().Database!);
        services.AddSingleton(s => new KeyDatabase(s.GetRequiredService<OpenStorage>().Keys!));
        services.AddSingleton(s => s.GetRequiredService<OpenStorage>().Master!);
        services.AddSingleton(s => s.GetRequiredService<OpenStorage>().Installation!);
        services.AddSingleton<KeyStore>();
    }

    /// <summary>What the system or the database says when it will not, as a sentence for whoever runs this machine.</summary>
    private static async Task<OpenStorage> InPlainWordsAsync(Settings settings, Func<Task<OpenStorage>> open)
    {
        try
        {
            return await open();
        }
        catch (Exception failure) when (Sentence(failure is StorageException { InnerException: { } inner } ? inner : failure, settings) is { } sentence)
        {
            throw new RefusedToStartException(ExitCode.StorageRefused, sentence, failure);
        }
    }

    private static string? Sentence(Exception failure, Settings settings)
    {
        var folder = Path.GetFullPath(settings.Data);
        return failure switch
        {
            UnauthorizedAccessException or SqliteException { SqliteErrorCode: 8 or 14 } =>
                $"This account may not read and write in {folder}. Give the folder and its files to the account that runs Alongside.",
            SqliteException { SqliteErrorCode: 13 } => $"The disk of {folder} is full. Make room, then start again; nothing is lost.",
            SqliteException { SqliteErrorCode: 11 or 26 } => $"A database file in {folder} is damaged. Keep a copy of the folder as it is, then put back your last backup.",
            SqliteException of => $"A database file in {folder} cannot be used: {of.Message}",
            IOException of => $"The folder {folder} cannot be used: {of.Message}",
            PostgresException of => $"PostgreSQL at {HostOf(settings)} refuses: {of.MessageText}.",
            NpgsqlException or TimeoutException => $"PostgreSQL does not answer at {HostOf(settings)}. Is it running, and is the connection string right?",
            _ => null,
        };
    }

    private static string HostOf(Settings settings)
    {
        var of = new NpgsqlConnectionStringBuilder(settings.Database);
        return $"{of.Host}:{of.Port}";
    }
}
