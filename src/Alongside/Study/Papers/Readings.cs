using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Recall.Exam;
using Alongside.Study.Bank;
using Alongside.Study.Reviews;

namespace Alongside.Study.Papers;

/// <summary>
/// How likely a paper like ours would go well for one learner: a range, never a promise. How hard items are is read from
/// everybody's first answers, as sums: nobody is shown, and nobody is compared.
/// </summary>
internal sealed class Readings(Database database, Banks banks, StudyLog log, PaperStore papers, TimeProvider clock)
{
    private const int MostAnswers = 200_000;
    private static readonly TimeSpan StaysFresh = TimeSpan.FromHours(1);

    private Known? known;

    public async Task<Readiness> ForAsync(PersonId person, Blueprint blueprint, CancellationToken cancel)
    {
        var (_, bank, places, calibration, _) = await CalibrationAsync(cancel);
        var answers = new Dictionary<string, (DateTimeOffset At, bool Right)>();
        foreach (var answered in await log.ReadAsync(person, cancel))
        {
            Note(answered.Item, answered.At, answered.Chosen);
        }

        foreach (var paper in await papers.OfAsync(person, cancel))
        {
            foreach (var (place, item) in paper.Items.Index())
            {
                Note(item, paper.MadeAt, paper.EndedAt is null ? null : paper.AnswerAt(place).Chosen);
            }
        }

        var ability = Ability.From([.. answers.Where(a => places.ContainsKey(a.Key)).Select(a => (calibration.Items[places[a.Key]], a.Value.Right))], calibration.LearnersSpread);
        var like = blueprint.Compose(bank, "a paper like the others", blueprint.Items).Select(item => calibration.Items[places[item]]).ToList();
        return Readiness.For(ability, like, (int)Math.Ceiling(like.Count * blueprint.PercentToPass / 100.0));

        void Note(string item, DateTimeOffset at, int? chosen)
        {
            if (chosen is not null && bank.FindAt(item, at) is { } of && (!answers.TryGetValue(item, out var before) || at < before.At))
            {
                answers[item] = (at, of.Right == chosen);
            }
        }
    }

    /// <summary>
    /// Items that those who know more get right no more often than others, as they stand now: perhaps the wrong option is
    /// marked, or nobody can tell. From a hundred first answers on.
    /// </summary>
    public async Task<IReadOnlyList<string>> FlaggedAsync(CancellationToken cancel) => (await CalibrationAsync(cancel)).Flagged;

    private async Task<Known> CalibrationAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var bank = banks.Now;
        if (known is { } fresh && fresh.Bank == bank && now - fresh.At < StaysFresh && now >= fresh.At)
        {
            return fresh;
        }

        var places = bank.InTurn.Index().ToDictionary(i => i.Item, i => i.Index);
        var learners = new Dictionary<string, int>();
        var first = new HashSet<(string, string)>();
        var (answers, asItStands) = (new List<ItemAnswer>(), new List<ItemAnswer>());
        foreach (var row in await database.QueryAsync<Row>(
            """
            select e.person_id, e.item_id, e.chosen, e.at
              from study_entry e
             where e.kind = 'answered' and e.chosen is not null
               and not exists (select 1 from study_entry u where u.person_id = e.person_id and u.kind = 'undone' and u.item_id = e.entry_id)
             order by e.at
             limit @most
            """, new { most = MostAnswers }, cancel))
        {
            if (bank.FindAt(row.ItemId, Micros.ToTime(row.At)) is { } item && places.TryGetValue(row.ItemId, out var place) && first.Add((row.PersonId, row.ItemId)))
            {
                if (!learners.TryGetValue(row.PersonId, out var learner))
                {
                    learners[row.PersonId] = learner = learners.Count;
                }

                answers.Add(new(learner, place, item.Right == row.Chosen));
                if (item.Version == bank.Find(row.ItemId)!.Version)
                {
                    asItStands.Add(answers[^1]);
                }
            }
        }

        return known = new(now, bank, places, Calibration.Of(answers, places.Count), [.. Discrimination.Flagged(asItStands, places.Count).Select(place => bank.InTurn[place])]);
    }

    // How hard items were found, and in which bank: a bank that changed is looked at anew.
    private sealed record Known(DateTimeOffset At, QuestionBank Bank, IReadOnlyDictionary<string, int> Places, Calibration Of, IReadOnlyList<string> Flagged);

    private sealed class Row
    {
        public string PersonId { get; init; } = "";
        public string ItemId { get; init; } = "";
        public long Chosen { get; init; }
        public long At { get; init; }
    }
}
