using Alongside.Platform.Storage;

namespace Alongside.Conversations;

/// <summary>On SQLite the database's one writing thread already commits many moments at once, in their order.</summary>
internal sealed class SqliteMomentWriter(Database database, Readerships readers) : IMomentWriter
{
    public Task<Appended> AppendAsync(UnnumberedMoment moment, CancellationToken cancel) =>
        database.WriteAsync(w => MomentAppend.RunAsync(w, moment), cancel, committed =>
        {
            if (committed.Outcome is AppendOutcome.Kept)
            {
                readers.Tell(moment, committed.Seq);
            }
            else if (committed.Outcome is AppendOutcome.Repeated)
            {
                readers.Remind(moment.Conversation, committed.Seq);
            }
        });
}
