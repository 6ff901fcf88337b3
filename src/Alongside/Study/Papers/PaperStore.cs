using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Study.Bank;

namespace Alongside.Study.Papers;

/// <summary>Mock papers, each found only by whose it is.</summary>
internal sealed class PaperStore(Database database, Banks banks, TimeProvider clock)
{
    public async Task<string> MakeAsync(PersonId person, Blueprint blueprint, int count, int minutes, CancellationToken cancel)
    {
        var id = Secrets.Token();
        var now = clock.Micro();
        await database.ExecuteAsync(
            "insert into study_paper (paper_id, person_id, made_at, minutes, items, running_since, used) values (@id, @person, @now, @minutes, @items, @now, 0)",
            new { id, person, now, minutes = (long)minutes, items = string.Join(' ', blueprint.Compose(banks.Now, id, count)) }, cancel);
        return id;
    }

    public async Task<Paper?> FindAsync(PersonId person, string id, CancellationToken cancel) =>
        (await ReadAsync(person, id, cancel)) is [var one] ? one : null;

    /// <summary>All of a learner's papers, newest first.</summary>
    public Task<IReadOnlyList<Paper>> OfAsync(PersonId person, CancellationToken cancel) => ReadAsync(person, null, cancel);

    /// <summary>Keeps what stands at a place; nothing when the paper has ended.</summary>
    public Task<bool> AnswerAsync(PersonId person, Paper paper, int place, int? chosen, bool flagged, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        var now = clock.GetUtcNow();
        return await w.ExecuteAsync(
            """
            insert into study_paper_answer (paper_id, place, chosen, flagged, late, at)
            select p.paper_id, @place, @chosen, @flagged, @late, @now
              from study_paper p
             where p.paper_id = @id and p.person_id = @person and p.ended_at is null
            on conflict (paper_id, place) do update set chosen = excluded.chosen, flagged = excluded.flagged, late = excluded.late, at = excluded.at
            """,
            new
            {
                id = paper.Id, person, place = (long)place, chosen = (long?)chosen, flagged = flagged ? 1L : 0L, now = Micros.From(now),
                // What was given in time stays in time when only the flag changes.
                late = paper.TimeLeft(now) == TimeSpan.Zero && chosen != paper.AnswerAt(place).Chosen ? 1L : paper.AnswerAt(place).Late ? 1L : 0L,
            }) == 1;
    }, cancel);

    /// <summary>Puts it down, or takes it up again; the time stands still meanwhile.</summary>
    public Task RestAsync(PersonId person, string id, bool rest, CancellationToken cancel) => database.ExecuteAsync(
        rest
            ? "update study_paper set used = used + (@now - running_since), running_since = null where paper_id = @id and person_id = @person and running_since is not null and ended_at is null"
            : "update study_paper set running_since = @now where paper_id = @id and person_id = @person and running_since is null and ended_at is null",
        new { id, person, now = clock.Micro() }, cancel);

    public async Task EndAsync(PersonId person, string id, CancellationToken cancel)
    {
        await RestAsync(person, id, true, cancel);
        await database.ExecuteAsync("update study_paper set ended_at = @now where paper_id = @id and person_id = @person and ended_at is null",
            new { id, person, now = clock.Micro() }, cancel);
    }

    private async Task<IReadOnlyList<Paper>> ReadAsync(PersonId person, string? id, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<Row>(
            $"""
            select paper_id, made_at, minutes, items, running_since, used, ended_at
              from study_paper
             where person_id = @person {(id is null ? "" : "and paper_id = @id")}
             order by made_at desc
            """, new { person, id }, cancel);
        var answers = (await database.QueryAsync<AnswerRow>(
            $"""
            select a.paper_id, a.place, a.chosen, a.flagged, a.late
              from study_paper_answer a
              join study_paper p on p.paper_id = a.paper_id
             where p.person_id = @person {(id is null ? "" : "and p.paper_id = @id")}
            """, new { person, id }, cancel)).ToLookup(a => a.PaperId);
        return [.. rows.Select(r => new Paper(
            r.PaperId, Micros.ToTime(r.MadeAt), (int)r.Minutes, r.Items.Split(' ', StringSplitOptions.RemoveEmptyEntries), r.RunningSince, r.Used,
            r.EndedAt is { } ended ? Micros.ToTime(ended) : null,
            answers[r.PaperId].ToDictionary(a => (int)a.Place, a => new PaperAnswer((int?)a.Chosen, a.Flagged != 0, a.Late != 0))))];
    }

    private sealed class Row
    {
        public string PaperId { get; init; } = "";
        public long MadeAt { get; init; }
        public long Minutes { get; init; }
        public string Items { get; init; } = "";
        public long? RunningSince { get; init; }
        public long Used { get; init; }
        public long? EndedAt { get; init; }
    }

    private sealed class AnswerRow
    {
        public string PaperId { get; init; } = "";
        public long Place { get; init; }
        public long? Chosen { get; init; }
        public long Flagged { get; init; }
        public long Late { get; init; }
    }
}
