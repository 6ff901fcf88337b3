using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Npgsql;

namespace Alongside.Platform.Live;

/// <summary>
/// Carries nudges between the nodes by <c>LISTEN</c>/<c>NOTIFY</c>. A payload is the sender's node, then
/// <c>topic seq</c> pairs, all divided by spaces. When the line is cut, <see cref="LineWasCut"/> tells whoever
/// depends on nudges to read once; nothing else is lost.
/// </summary>
internal sealed class PostgresNudges(Database database, Nudges nudges, Settings settings, ILogger<PostgresNudges> log) : BackgroundService
{
    // A line on which nothing comes may be quiet, or cut without a word: it is asked, so that nobody is deaf for longer than five seconds.
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1.5);

    // PostgreSQL refuses payloads of 8,000 bytes and more.
    private const int MostBytes = 7_900;

    private readonly string node = Secrets.Token(6);
    private readonly Channel<Nudge> outward = Channel.CreateBounded<Nudge>(new BoundedChannelOptions(10_000)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.DropOldest,
    });

    /// <summary>One channel name for one set of tables: two services in one database do not hear each other.</summary>
    public string Topic => "alongside_" + settings.Schema;

    /// <summary>Called after the listening connection was lost and is back.</summary>
    public event Action? LineWasCut;

    /// <summary>What to notify for these nudges: as few payloads as fit.</summary>
    public IEnumerable<string> Payloads(IEnumerable<Nudge> all)
    {
        var payload = new StringBuilder(node);
        foreach (var nudge in all)
        {
            var part = string.Create(CultureInfo.InvariantCulture, $" {nudge.Topic} {nudge.Seq}");
            if (payload.Length + part.Length > MostBytes)
            {
                yield return payload.ToString();
                payload.Clear().Append(node);
            }

            payload.Append(part);
        }

        if (payload.Length > node.Length)
        {
            yield return payload.ToString();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        nudges.Outward = nudge => outward.Writer.TryWrite(nudge);
        return Task.WhenAll(SendAsync(stoppingToken), ListenAsync(stoppingToken));
    }

    private async Task SendAsync(CancellationToken stop)
    {
        var batch = new List<Nudge>();
        while (await outward.Reader.WaitToReadAsync(stop))
        {
            while (batch.Count < 500 && outward.Reader.TryRead(out var nudge))
            {
                batch.Add(nudge);
            }

            try
            {
                foreach (var payload in Payloads(batch))
                {
                    await database.ExecuteAsync("select pg_notify(@Topic, @payload)", new { Topic, payload }, stop);
                }
            }
            catch (StorageException failure)
            {
                // A lost nudge does no harm; the other nodes also read now and then.
                log.LogWarning("Nudges could not be sent to the other nodes: {Reason}", failure.InnerException?.GetType().Name);
            }

            batch.Clear();
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        var first = true;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await ((PostgresDatabase)database).OpenAsync(stop);
                connection.Notification += (_, heard) => Hear(heard.Payload);
                await using (var listen = connection.CreateCommand())
                {
#pragma warning disable CA2100 // The channel is made from the steward's own setting, quoted.
                    listen.CommandText = $"listen \"{Topic.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA2100
                    await listen.ExecuteNonQueryAsync(stop);
                }

                if (!first)
                {
                    LineWasCut?.Invoke();
                }

                first = false;
                while (true)
                {
                    if (!await connection.WaitAsync(AskEvery, stop))
                    {
                        await using var ask = connection.CreateCommand();
                        ask.CommandText = "select 1";
                        ask.CommandTimeout = 2;
                        await ask.ExecuteScalarAsync(stop);
                    }
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                log.LogWarning("The line to the other nodes was cut and is being opened again: {Reason}", failure.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(0.5), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Hear(string payload)
    {
        var parts = payload.Split(' ');
        if (parts[0] == node)
        {
            return;
        }

        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            if (long.TryParse(parts[i + 1], CultureInfo.InvariantCulture, out var seq))
            {
                nudges.Deliver(new Nudge(parts[i], seq));
            }
        }
    }
}
