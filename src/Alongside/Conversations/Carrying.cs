using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>
/// Carrying a little: lines somebody takes with them from a conversation. A person may take any line, and it stays theirs when the
/// conversation goes. Who listened may take their own lines only, and they go with the conversation: nothing about a person
/// is kept where that person cannot reach it.
/// </summary>
internal sealed class Carrying(Database database, KeyStore keys, MomentLog log, TimeProvider clock)
{
    /// <summary>The most lines taken at once.</summary>
    public const int Most = 50;

    // What can be carried is what was put into words.
    private static readonly string[] InWords = ["said", "reflection"];

    /// <summary>The lines this seat may take.</summary>
    public static IEnumerable<MomentView> Offered(Seat seat, IEnumerable<MomentView> moments) => moments.Where(m =>
        InWords.Contains(m.Kind) && m.Text.Length > 0 && (seat.IsPerson || (m.Author == seat.Side.Name() && m.Name == seat.Name)));

    /// <summary>Takes lines by their place in the log; what is not theirs to take, or taken already, is left.</summary>
    public async Task CarryAsync(Seat seat, IReadOnlyCollection<long> lines, CancellationToken cancel)
    {
        var carried = (await OfAsync(seat.Person, cancel)).Select(line => (line.Said, line.Words)).ToHashSet();
        foreach (var moment in Offered(seat, await AllAsync(seat, cancel)).Where(m => lines.Contains(m.Seq)).Take(Most))
        {
            var said = moment.Author == seat.Side.Name() && moment.Name == seat.Name ? "" : moment.Name;
            if (carried.Add((said, moment.Text)))
            {
                var id = Secrets.Token();
                var key = await keys.MakeAsync(KeyId(id), cancel);
                await database.ExecuteAsync(
                    "insert into carried (line_id, owner_id, conversation_id, carried_at, sealed) values (@id, @owner, @from, @now, @words)",
                    new
                    {
                        id, owner = seat.Person, from = seat.IsPerson ? null : seat.Conversation.Value, now = clock.Micro(),
                        words = key.Seal($"{said}\n{moment.Text}", Place(id)),
                    }, cancel);
            }
        }
    }

    /// <summary>What somebody carries, the newest first.</summary>
    public async Task<IReadOnlyList<CarriedLine>> OfAsync(PersonId owner, CancellationToken cancel)
    {
        var lines = new List<CarriedLine>();
        foreach (var row in await database.QueryAsync<Row>(
            "select line_id, carried_at, sealed from carried where owner_id = @owner order by carried_at desc, line_id", new { owner }, cancel))
        {
            if (await keys.FindAsync(KeyId(row.LineId), cancel) is { } key)
            {
                var parts = key.Open(row.Sealed, Place(row.LineId)).Split('\n', 2);
                lines.Add(new(row.LineId, parts[0], parts[1], row.CarriedAt));
            }
        }

        return lines;
    }

    /// <summary>By its owner, at any time: its key first, so that no copy opens it any more.</summary>
    public async Task LetGoAsync(PersonId owner, string line, CancellationToken cancel)
    {
        if (await database.FindAsync<string>("select line_id from carried where line_id = @line and owner_id = @owner", new { line, owner }, cancel) is not null)
        {
            await EraseAsync(line, cancel);
        }
    }

    /// <summary>With a conversation go the lines that whoever listened took from it.</summary>
    public async Task LetGoWithAsync(ConversationId conversation, CancellationToken cancel)
    {
        foreach (var line in await database.QueryAsync<string>(
            "select line_id from carried where conversation_id = @conversation", new { conversation }, cancel))
        {
            await EraseAsync(line, cancel);
        }
    }

    private async Task EraseAsync(string line, CancellationToken cancel)
    {
        await keys.ShredAsync(KeyId(line), cancel);
        await database.ExecuteAsync("delete from carried where line_id = @line", new { line }, cancel);
    }

    private async Task<List<MomentView>> AllAsync(Seat seat, CancellationToken cancel)
    {
        var all = new List<MomentView>();
        IReadOnlyList<Moment> some;
        do
        {
            some = await log.ReadAsync(seat, all is [.., var last] ? last.Seq : 0, cancel);
            all.AddRange(some.Select(MomentView.Of));
        }
        while (some.Count == MomentLog.PageSize);
        return all;
    }

    private static string KeyId(string line) => "l:" + line;

    private static SealedPlace Place(string line) => new("carried", line, 1);

    private sealed record Row(string LineId, long CarriedAt, SealedText Sealed);
}

/// <summary>A line somebody took with them.</summary>
/// <param name="Said">Who said it; empty: they did.</param>
/// <param name="CarriedAt">Microseconds UTC.</param>
public sealed record CarriedLine(string Id, string Said, string Words, long CarriedAt);
