using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Recall;

namespace Alongside.Study.Reviews;

/// <summary>An answer as it was given.</summary>
/// <param name="Id">Made by the page that asked: sent twice, it is one answer.</param>
/// <param name="Item">Which item or own card.</param>
/// <param name="Chosen">Position of the option that was chosen, from 0; null for a card.</param>
internal sealed record Answered(Guid Id, string Item, DateTimeOffset At, Answer Answer, int? Chosen);

/// <summary>What became of an entry.</summary>
internal enum Keeping
{
    Kept,

    /// <summary>It was here already, the same.</summary>
    Repeated,

    /// <summary>Something else stands under its id.</summary>
    OtherSameId,

    /// <summary>There is no such answer to take back.</summary>
    Nothing,
}

/// <summary>The log of everybody's answers: only added to, ids and numbers only, each learner's for themselves.</summary>
internal sealed class StudyLog(Database database, TimeProvider clock)
{
    public Task<Keeping> KeepAsync(PersonId person, Answered answered, CancellationToken cancel) =>
        database.WriteAsync(w => KeepAsync(w, person, answered), cancel);

    /// <summary>Keeps all of them, or none: a device that was away sends what it has.</summary>
    public Task<IReadOnlyList<Keeping>> KeepAllAsync(PersonId person, IReadOnlyList<Answered> answers, CancellationToken cancel) =>
        database.WriteAsync<IReadOnlyList<Keeping>>(async w =>
        {
            var kept = new List<Keeping>();
            foreach (var answered in answers)
            {
                kept.Add(await KeepAsync(w, person, answered));
            }

            return kept;
        }, cancel);

    /// <summary>Takes an answer back. That it was given stays in the log, and so does this.</summary>
    public Task<Keeping> TakeBackAsync(PersonId person, Guid id, Guid answer, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        var of = answer.ToString("D");
        return await w.FindAsync<string>(
            "select item_id from study_entry where person_id = @person and entry_id = @of and kind = 'answered'", new { person, of }) is null
            ? Keeping.Nothing
            : await InsertAsync(w, person, new Row { EntryId = id.ToString("D"), Kind = "undone", ItemId = of, At = clock.Micro() });
    }, cancel);

    /// <summary>The answers that stand, oldest first.</summary>
    public async Task<IReadOnlyList<Answered>> ReadAsync(PersonId person, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<Row>(
            "select entry_id, kind, item_id, at, answer, chosen from study_entry where person_id = @person", new { person }, cancel);
        var answers = rows.Where(r => r.Kind == "answered").Select(Read).ToDictionary(a => a.Id);
        var standing = ReviewLog.Standing(rows.Select(r => r.Kind == "answered"
            ? new LogEntry.Answered(Shown(answers[Guid.ParseExact(r.EntryId, "D")]))
            : (LogEntry)new LogEntry.Undone(new(Guid.ParseExact(r.ItemId, "D")))));
        return [.. standing.Select(review => answers[review.Id.Value])];
    }

    /// <summary>The same answer as the library knows it.</summary>
    public static Review Shown(Answered answered) => new(new(answered.Id), StudyCards.IdOf(answered.Item), answered.At, answered.Answer);

    private static Answered Read(Row row) =>
        new(Guid.ParseExact(row.EntryId, "D"), row.ItemId, Micros.ToTime(row.At), (Answer)row.Answer, (int?)row.Chosen);

    private Task<Keeping> KeepAsync(Writing w, PersonId person, Answered answered) => InsertAsync(w, person, new Row
    {
        EntryId = answered.Id.ToString("D"), Kind = "answered", ItemId = answered.Item, At = Micros.From(answered.At),
        Answer = (long)answered.Answer, Chosen = answered.Chosen,
    });

    private async Task<Keeping> InsertAsync(Writing w, PersonId person, Row row)
    {
        if (await w.ExecuteAsync(
            """
            insert into study_entry (person_id, entry_id, kind, item_id, at, answer, chosen, kept_at)
            values (@person, @EntryId, @Kind, @ItemId, @At, @Answer, @Chosen, @now)
            on conflict (person_id, entry_id) do nothing
            """, new { person, row.EntryId, row.Kind, row.ItemId, row.At, row.Answer, row.Chosen, now = clock.Micro() }) == 1)
        {
            return Keeping.Kept;
        }

        // When it was given may differ: the page that sent it a second time may have asked the clock again.
        var there = await w.FindAsync<Row>(
            "select entry_id, kind, item_id, at, answer, chosen from study_entry where person_id = @person and entry_id = @EntryId", new { person, row.EntryId });
        return (there?.Kind, there?.ItemId, there?.Answer, there?.Chosen) == (row.Kind, row.ItemId, row.Answer, row.Chosen) ? Keeping.Repeated : Keeping.OtherSameId;
    }

    private sealed class Row
    {
        public string EntryId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string ItemId { get; init; } = "";
        public long At { get; init; }
        public long Answer { get; init; }
        public long? Chosen { get; init; }
    }
}
