using Alongside.People;
using Alongside.Recall;

namespace Alongside.Study.Reviews;

/// <summary>One learner's studying as it stands now, made from the log of their answers.</summary>
internal sealed class Notebook
{
    /// <summary>Short steps that come due this soon are asked rather than waited for.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(20);

    // Nothing new is begun in the last days before an exam: it would not be met again.
    private const int DaysWithoutNew = 3;

    private readonly Dictionary<string, Card> cards = [];
    private readonly List<string> unmet;
    private readonly PersonId person;

    /// <param name="answers">Those that stand, oldest first.</param>
    /// <param name="toMeet">Everything there is to study, in the order in which it is begun.</param>
    public Notebook(PersonId person, StudySettings settings, IReadOnlyList<Answered> answers, IEnumerable<string> toMeet, DateTimeOffset now)
    {
        (this.person, Settings, Answers, Now) = (person, settings, answers, now);
        Scheduler = settings.Scheduler();
        Today = StudyDay.Of(now);
        var there = toMeet.Distinct().ToList();
        var known = there.ToHashSet();
        foreach (var answered in answers)
        {
            var first = !cards.TryGetValue(answered.Item, out var card);
            cards[answered.Item] = Scheduler.Next(card ?? Fresh(answered.Item), answered.Answer, answered.At);
            if (StudyDay.Of(answered.At) == Today)
            {
                AnswersToday++;
                NewToday += first ? 1 : 0;
            }
        }

        // An item that was taken out is not asked again; its answers stay in the log.
        foreach (var gone in cards.Keys.Where(item => !known.Contains(item)).ToList())
        {
            cards.Remove(gone);
        }

        unmet = [.. there.Where(item => !cards.ContainsKey(item))];
        Due = DueNow();
    }

    public StudySettings Settings { get; }

    public Scheduler Scheduler { get; }

    public DateTimeOffset Now { get; }

    public DateOnly Today { get; }

    public IReadOnlyList<Answered> Answers { get; }

    /// <summary>Cards met so far, by item.</summary>
    public IReadOnlyDictionary<string, Card> Cards => cards;

    /// <summary>Not met yet, in the order in which they are begun.</summary>
    public IReadOnlyList<string> Unmet => unmet;

    /// <summary>Items that wait now, longest first; without those that were put off to another day.</summary>
    public IReadOnlyList<string> Due { get; }

    public int AnswersToday { get; }

    public int NewToday { get; }

    /// <summary>Days until the exam, or null when there is none ahead.</summary>
    public int? DaysToExam => Settings.ExamDay is { } day && day >= Today ? day.DayNumber - Today.DayNumber : null;

    /// <summary>New items a day: what was chosen, or with an exam ahead what it takes to meet all of them in time.</summary>
    public int NewPerDay => DaysToExam switch
    {
        null => Settings.NewADay,
        <= DaysWithoutNew => 0,
        { } days => Math.Min(StudySettings.MostNew, (int)Math.Ceiling((unmet.Count + NewToday) / (double)(days - DaysWithoutNew))),
    };

    /// <summary>New items still to begin today.</summary>
    public int NewLeft => Math.Min(unmet.Count, Math.Max(0, NewPerDay - NewToday));

    /// <summary>Whether the day's share is done, although more waits.</summary>
    public bool ShareIsDone => Settings.MostADay > 0 && AnswersToday >= Settings.MostADay && Due.Count + NewLeft > 0;

    /// <summary>How many cards were put off to a later day by spreading.</summary>
    public int PutOff { get; private set; }

    /// <summary>What to ask now; null: nothing waits.</summary>
    /// <param name="more">Asked for by the learner: beyond the day's share.</param>
    public string? Next(bool more = false)
    {
        if (ShareIsDone && !more)
        {
            return null;
        }

        return (Due is [var first, ..] ? first : null)
            ?? (unmet is [var fresh, ..] && (NewLeft > 0 || more) ? fresh : null)
            ?? cards.Where(c => c.Value.State is CardState.Learning or CardState.Relearning && c.Value.Due <= Now + Ahead)
                .OrderBy(c => c.Value.Due).Select(c => c.Key).FirstOrDefault();
    }

    /// <summary>The card as it is before the next answer.</summary>
    public Card CardOf(string item) => cards.GetValueOrDefault(item) ?? Fresh(item);

    /// <summary>When the next card comes back by itself; null: none is on its way.</summary>
    public DateTimeOffset? NextDue => cards.Values.Where(c => c.Due > Now).Select(c => (DateTimeOffset?)c.Due).Min();

    private Card Fresh(string item) => StudyCards.Fresh(person, item, Now);

    private List<string> DueNow()
    {
        var items = cards.Keys.ToList();
        var waiting = DueList.Of([.. items.Select(i => cards[i])], Now).Select(i => items[i]).ToList();
        if (Settings.SpreadFrom is not { } from || Today >= from.AddDays(Settings.SpreadDays))
        {
            return waiting;
        }

        // Only what had piled up by then is spread; what came due since is asked as ever.
        var now = waiting.Where(i => StudyDay.Of(cards[i].Due) >= from || Today >= from.AddDays(StudyCards.DayOf(i, Settings.SpreadDays))).ToList();
        PutOff = waiting.Count - now.Count;
        return now;
    }
}
