using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Platform.Hosting;

/// <summary>What a service manager or a proxy asks: is the process up, and should people be sent here?</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live", () => TypedResults.Text("live\n")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    // Not ready while draining: who asks should send people elsewhere before this node is gone.
    private static async Task<ContentHttpResult> ReadyAsync(
        Database database, KeyDatabase keys, IHostApplicationLifetime life, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var ready = !life.ApplicationStopping.IsCancellationRequested
            && await AnswersAsync(database, clock, cancel)
            && await AnswersAsync(keys.Database, clock, cancel);
        return ready
            ? TypedResults.Text("ready\n")
            : TypedResults.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync(Database database, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            // SQLite answers on the calling thread, and a stalled disk must not stall this answer.
            await Task.Run(() => database.FindAsync<long>("select count(*) from schema_change", null, cancel), cancel).WaitAsync(Patience, clock, cancel);
            return true;
        }
        catch (Exception failure) when (failure is StorageException or TimeoutException)
        {
            return false;
        }
    }
}
