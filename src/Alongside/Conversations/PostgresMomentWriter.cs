using System.Threading.Channels;
using Alongside.Platform.Live;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Npgsql;

namespace Alongside.Conversations;

/// <summary>
/// On PostgreSQL: what queued up while the last commit was under way goes together. The counters are locked in the
/// order of their ids, so that two nodes never wait for each other; repeated ids are looked up after that lock; the
/// other nodes are told in the same transaction.
/// </summary>
internal sealed class PostgresMomentWriter(Database database, Readerships readers, PostgresNudges nudges, TimeProvider clock) : IMomentWriter, IHostedService, IDisposable
{
    private const int MostPerCommit = 512;

    // Whoever waits behind a database that does not answer is told so, instead of when it is their turn.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private Task running = Task.CompletedTask;

    public async Task<Appended> AppendAsync(UnnumberedMoment moment, CancellationToken cancel)
    {
        var waiting = new Waiting(moment);
        await queue.Writer.WriteAsync(waiting, cancel);
        try
        {
            return await waiting.Done.Task.WaitAsync(Patience, clock, cancel);
        }
        catch (TimeoutException late)
        {
            throw new StorageException("The database did not confirm a write in time.", late);
        }
    }

    public Task StartAsync(CancellationToken cancel)
    {
        running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancel)
    {
        queue.Writer.TryComplete();
        await running.WaitAsync(cancel);
    }

    public void Dispose() => queue.Writer.TryComplete();

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(MostPerCommit);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostPerCommit && queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await CommitAsync(batch);
            batch.Clear();
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        try
        {
            Tell(batch, await TogetherAsync([.. batch.Select(w => w.Moment)]));
        }
        catch (Exception failure) when (batch.Count > 1 && !IsOfTheWholeDatabase(failure))
        {
            // One bad row must not fail its neighbours: each alone. What was kept after all is found as a repeat.
            foreach (var waiting in batch)
            {
                await CommitAsync([waiting]);
            }
        }
        catch (Exception failure)
        {
            foreach (var waiting in batch)
            {
                waiting.Done.TrySetException(failure);
            }
        }
    }

    // It did not answer, or it is going: each alone would only wait as long again, one behind the other.
    private static bool IsOfTheWholeDatabase(Exception failure) =>
        failure is StorageException { InnerException: not PostgresException or PostgresException { SqlState: ['0', '8', ..] or ['5', '3' or '7', ..] } };

    private void Tell(List<Waiting> batch, Appended[] appended)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (appended[i].Outcome is AppendOutcome.Kept)
            {
                readers.Tell(batch[i].Moment, appended[i].Seq);
            }
            else if (appended[i].Outcome is AppendOutcome.Repeated)
            {
                readers.Remind(batch[i].Moment.Conversation, appended[i].Seq);
            }

            batch[i].Done.TrySetResult(appended[i]);
        }
    }

    private Task<Appended[]> TogetherAsync(UnnumberedMoment[] moments) => database.WriteAsync(async w =>
    {
        var (counters, earlier) = await LockAsync(w, moments);
        var appended = new Appended[moments.Length];
        var kept = new List<(UnnumberedMoment Moment, long Seq)>();
        for (var i = 0; i < moments.Length; i++)
        {
            var moment = moments[i];
            var once = (moment.Conversation.Value, moment.Author.ToString(), moment.ClientId);
            if (earlier.TryGetValue(once, out var known))
            {
                appended[i] = known;
            }
            else if (!counters.TryGetValue(moment.Conversation.Value, out var counter) || counter.Ended)
            {
                appended[i] = new Appended(AppendOutcome.Ended, 0, 0, default, default);
            }
            else if (moment.After is { } read && read != counter.Seq)
            {
                appended[i] = new Appended(AppendOutcome.Moved, 0, 0, default, default);
            }
            else
            {
                counters[moment.Conversation.Value] = counter = (counter.Seq + 1, moment.Kind is MomentKind.Ended);
                appended[i] = new Appended(AppendOutcome.Kept, counter.Seq, moment.At, moment.Kind, moment.Sealed);
                earlier[once] = appended[i] with { Outcome = AppendOutcome.Repeated };
                kept.Add((moment, counter.Seq));
            }
        }

        if (kept.Count > 0)
        {
            await KeepAsync(w, kept);
        }

        return appended;
    }, CancellationToken.None);

    private static async Task<(Dictionary<string, (long Seq, bool Ended)> Counters, Dictionary<(string, string, string), Appended> Earlier)> LockAsync(
        Writing w, UnnumberedMoment[] moments)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)w.Connection, (NpgsqlTransaction?)w.Transaction);
        batch.BatchCommands.Add(Command(
            "select conversation_id, last_seq, ended_at is not null from conversation where conversation_id = any($1) order by conversation_id for update",
            (object)moments.Select(m => m.Conversation.Value).Distinct().ToArray()));
        batch.BatchCommands.Add(Command(
            """
            select m.conversation_id, m.author_id, m.client_id, m.seq, m.at, m.kind, m.sealed
              from unnest($1, $2, $3) as x (c, a, i)
              join moment m on m.conversation_id = x.c and m.author_id = x.a and m.client_id = x.i
            """,
            moments.Select(m => m.Conversation.Value).ToArray(),
            moments.Select(m => m.Author.ToString()).ToArray(),
            moments.Select(m => m.ClientId).ToArray()));
        await using var reader = await batch.ExecuteReaderAsync();
        var counters = new Dictionary<string, (long, bool)>();
        while (await reader.ReadAsync())
        {
            counters[reader.GetString(0)] = (reader.GetInt64(1), reader.GetBoolean(2));
        }

        await reader.NextResultAsync();
        var earlier = new Dictionary<(string, string, string), Appended>();
        while (await reader.ReadAsync())
        {
            earlier[(reader.GetString(0), reader.GetString(1), reader.GetString(2))] = new Appended(
                AppendOutcome.Repeated, reader.GetInt64(3), reader.GetInt64(4), MomentKinds.Kind(reader.GetString(5)),
                new SealedText(reader.GetFieldValue<byte[]>(6)));
        }

        return (counters, earlier);
    }

    private async Task KeepAsync(Writing w, List<(UnnumberedMoment Moment, long Seq)> kept)
    {
        var raised = kept.GroupBy(k => k.Moment.Conversation).Select(g => (Id: g.Key, g.Last().Seq, g.Last().Moment)).ToArray();
        await using var batch = new NpgsqlBatch((NpgsqlConnection)w.Connection, (NpgsqlTransaction?)w.Transaction);
        batch.BatchCommands.Add(Command(
            """
            insert into moment (conversation_id, seq, author_id, client_id, kind, at, sealed)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            """,
            kept.Select(k => k.Moment.Conversation.Value).ToArray(),
            kept.Select(k => k.Seq).ToArray(),
            kept.Select(k => k.Moment.Author.ToString()).ToArray(),
            kept.Select(k => k.Moment.ClientId).ToArray(),
            kept.Select(k => k.Moment.Kind.Name()).ToArray(),
            kept.Select(k => k.Moment.At).ToArray(),
            kept.Select(k => k.Moment.Sealed.Bytes).ToArray()));
        batch.BatchCommands.Add(Command(
            """
            update conversation c
               set last_seq = x.seq, ended_at = x.ended_at, ended_by = x.ended_by
              from unnest($1, $2, $3, $4) as x (id, seq, ended_at, ended_by)
             where c.conversation_id = x.id
            """,
            raised.Select(r => r.Id.Value).ToArray(),
            raised.Select(r => r.Seq).ToArray(),
            raised.Select(r => r.Moment.Kind is MomentKind.Ended ? r.Moment.At : (long?)null).ToArray(),
            raised.Select(r => r.Moment.Kind is MomentKind.Ended ? r.Moment.Author.ToString() : null).ToArray()));
        foreach (var payload in nudges.Payloads(raised.Select(r => new Nudge(r.Id.Topic, r.Seq))))
        {
            batch.BatchCommands.Add(Command("select pg_notify($1, $2)", nudges.Topic, payload));
        }

        await batch.ExecuteNonQueryAsync();
    }

    // Not object[]: one array alone would be taken for the list of values.
    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private sealed record Waiting(UnnumberedMoment Moment)
    {
        public TaskCompletionSource<Appended> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
