using Alongside.Platform.Sealing;
using Alongside.Platform.Time;

namespace Alongside.Platform.Storage;

/// <summary>Which installation the database holds.</summary>
/// <param name="InstallationId">Made once.</param>
/// <param name="Epoch">Changes when a backup is restored, so that readers with cursors from the lost time start again.</param>
internal sealed record Installation(string InstallationId, string Epoch)
{
    /// <summary>Null in a database whose first start has not come to its end.</summary>
    public static Task<Installation?> FindAsync(Database database, CancellationToken cancel) =>
        database.FindAsync<Installation>("select installation_id, epoch from installation", null, cancel);

    /// <summary>Finds it, or makes it on the first start.</summary>
    public static async Task<Installation> EnsureAsync(Database database, TimeProvider clock, CancellationToken cancel)
    {
        if (await FindAsync(database, cancel) is { } found)
        {
            return found;
        }

        await database.ExecuteAsync(
            """
            insert into installation (installation_id, epoch, made_at)
            select @id, @epoch, @now
             where not exists (select 1 from installation)
            """, new { id = Secrets.Token(), epoch = Secrets.Token(6), now = clock.Micro() }, cancel);
        return (await FindAsync(database, cancel))!;
    }
}
