using Alongside.People;
using Alongside.Recall;
using Alongside.Recall.Simulation;
using Alongside.Study.Bank;
using Alongside.Study.Papers;
using Alongside.Study.Reviews;

namespace Alongside.Study;

/// <summary>
/// Three months of a made-up learner's answers, for the demo: every chart has something to show. They remember and forget
/// as the formulas say; real people do not.
/// </summary>
internal sealed class DemoLearner(StudyLog log, PaperStore papers, Blueprints blueprints, Banks banks, TimeProvider clock)
{
    private const int Days = 90;
    private const int NewADay = 4;
    private const int MostADay = 45;
    private static readonly TimeSpan PerAnswer = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Sitting = TimeSpan.FromMinutes(15);

    public async Task StudiedAsync(PersonId person, CancellationToken cancel)
    {
        var bank = banks.Now;
        await log.KeepAllAsync(person, History(person, clock.GetUtcNow()), cancel);
        var blueprint = await blueprints.ReadAsync(cancel);
        var paper = (await papers.FindAsync(person, await papers.MakeAsync(person, blueprint, Math.Min(30, bank.Items.Count(i => i.Kind != ItemKind.Card)), 0, cancel), cancel))!;
        foreach (var (place, item) in paper.Items.Index())
        {
            // Three in four right, one left open.
            var right = bank.Find(item)!.Right;
            await papers.AnswerAsync(person, paper, place, place == 7 ? null : place % 4 == 2 ? (right + 1) % 4 : right, place == 7, cancel);
        }

        await papers.EndAsync(person, paper.Id, cancel);
    }

    /// <summary>The answers themselves, oldest first; the same for the same person and day.</summary>
    internal IReadOnlyList<Answered> History(PersonId person, DateTimeOffset now)
    {
        var bank = banks.Now;
        var scheduler = StudySettings.Usual.Scheduler();
        var learner = new SimulatedLearner(Weights.Default, 20);
        var cards = new Dictionary<string, Card>();
        var unmet = new Queue<string>(bank.InTurn);
        var answers = new List<Answered>();
        for (var day = Days; day >= 1; day--)
        {
            var at = now.AddDays(-day);
            // Two evenings a week are for something else, and one week in the middle.
            if (at.DayOfWeek is DayOfWeek.Wednesday or DayOfWeek.Saturday || day is > 40 and < 47)
            {
                continue;
            }

            for (var fresh = 0; fresh < NewADay && unmet.TryDequeue(out var item); fresh++)
            {
                cards[item] = StudyCards.Fresh(person, item, at);
            }

            for (var given = 0; given < MostADay && cards.MinBy(c => c.Value.Due) is { Key: { } item, Value: var card } && card.Due <= at + Sitting; given++)
            {
                at += PerAnswer;
                var answer = learner.AnswerTo(StudyCards.IdOf(item), at) is Answer.Again ? Answer.Again : Answer.Good;
                cards[item] = scheduler.Next(card, answer, at);
                var right = bank.Find(item)!.Right;
                answers.Add(new(IdOf(item, at), item, at, answer, right < 0 ? null : answer == Answer.Again ? (right + 1) % 4 : right));
            }
        }

        return answers;
    }

    private static Guid IdOf(string item, DateTimeOffset at) => StudyCards.IdOf($"{item} {at.UtcTicks}").Value;
}
