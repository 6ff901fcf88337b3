using Alongside.Recall;
using Alongside.Study.Bank;
using Alongside.Study.Reviews;

namespace Alongside.Study.Charts;

/// <summary>Where a learner stands, for their own eyes: by field, by day, and by time.</summary>
/// <param name="Fields">Weakest first.</param>
/// <param name="Past">Answers on each of the last weeks' days, oldest first, from a Sunday on.</param>
/// <param name="Ahead">Cards coming due from today on, if each is answered when it is due.</param>
/// <param name="Fading">Share of met cards that would be remembered, by days from now without studying.</param>
/// <param name="Remembered">What was really remembered, by how long it had been.</param>
public sealed record Standing(
    IReadOnlyList<FieldStanding> Fields, IReadOnlyList<DayCount> Past, IReadOnlyList<DayCount> Ahead, IReadOnlyList<FadingPoint> Fading, IReadOnlyList<RememberedAfter> Remembered, bool LargeType)
{
    private const int WeeksBack = 13;
    private const int DaysAhead = 28;
    private const int DaysFading = 90;

    internal static Standing Of(Notebook notebook, QuestionBank bank)
    {
        var met = notebook.Cards;
        var first = notebook.Answers.Where(a => a.Chosen is not null).DistinctBy(a => a.Item).ToList();
        var fields = bank.Domains.Select(domain =>
        {
            var items = bank.Items.Where(i => i.Domain == domain.Key).ToList();
            var cards = items.Where(i => met.ContainsKey(i.Id)).Select(i => met[i.Id]).ToList();
            var tried = first.Where(a => bank.FindAt(a.Item, a.At)?.Domain == domain.Key).ToList();
            return new FieldStanding(
                domain.Name, cards.Count, items.Count,
                cards.Count == 0 ? null : cards.Average(c => notebook.Scheduler.Recall(c, notebook.Now)),
                tried.Count(a => bank.FindAt(a.Item, a.At)!.Right == a.Chosen), tried.Count, Papers.PaperPages.LessonFor(domain.Key, bank));
        });
        var byDay = notebook.Answers.CountBy(a => StudyDay.Of(a.At)).ToDictionary(d => d.Key, d => d.Value);
        var start = notebook.Today.AddDays(-(int)notebook.Today.DayOfWeek - 7 * (WeeksBack - 1));
        return new(
            [.. fields.OrderBy(f => f.Met == 0).ThenBy(f => f.Remembered)],
            [.. Enumerable.Range(0, notebook.Today.DayNumber - start.DayNumber + 1).Select(i => start.AddDays(i)).Select(day => new DayCount(day, byDay.GetValueOrDefault(day)))],
            [.. DueForecast.Of(met.Values, notebook.Now, DaysAhead, StudyDay.Zone).Select(d => new DayCount(d.Day, d.Cards))],
            met.Count == 0 ? [] : [.. Enumerable.Range(0, DaysFading + 1).Select(days => new FadingPoint(days, met.Values.Average(c => notebook.Scheduler.Recall(c, notebook.Now.AddDays(days)))))],
            After(notebook), notebook.Settings.LargeType);
    }

    // Only answers to cards that were known once: the short steps of the first day tell nothing of memory.
    private static List<RememberedAfter> After(Notebook notebook)
    {
        var cards = new Dictionary<string, Card>();
        int[] least = [1, 4, 8, 22, 61];
        var asked = new int[least.Length];
        var remembered = new int[least.Length];
        foreach (var answered in notebook.Answers)
        {
            var card = cards.GetValueOrDefault(answered.Item) ?? new Card(answered.At);
            if (card is { State: CardState.Review, LastReview: { } last } && StudyDay.Of(answered.At).DayNumber - StudyDay.Of(last).DayNumber is var days and > 0)
            {
                var band = Array.FindLastIndex(least, l => days >= l);
                asked[band]++;
                remembered[band] += answered.Answer == Answer.Again ? 0 : 1;
            }

            cards[answered.Item] = notebook.Scheduler.Next(card, answered.Answer, answered.At);
        }

        return [.. least.Select((from, i) => new RememberedAfter(from, i + 1 < least.Length ? least[i + 1] - 1 : null, remembered[i], asked[i])).Where(r => r.Asked > 0)];
    }
}

/// <param name="Met">Items met so far, of <paramref name="There"/>.</param>
/// <param name="Remembered">Share of the met ones that would be remembered now, 0 to 1; null: none met.</param>
/// <param name="Right">First answers that were right, of <paramref name="Tried"/>.</param>
public sealed record FieldStanding(string Name, int Met, int There, double? Remembered, int Right, int Tried, Papers.LessonLink? Lesson);

public sealed record DayCount(DateOnly Day, int Cards);

public sealed record FadingPoint(int Days, double Share);

/// <param name="From">Days since the last answer.</param>
/// <param name="Until">Null: and more.</param>
public sealed record RememberedAfter(int From, int? Until, int Remembered, int Asked);
