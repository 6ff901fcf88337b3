namespace Alongside.Recall;

/// <summary>
/// Decides when a card comes back: FSRS-6 with short-term steps. Pure: the same card, answer and time give the
/// same next card. Safe to share between threads.
/// </summary>
public sealed class Scheduler
{
    private readonly MemoryModel _model;
    private readonly double _daysPerStability;
    private readonly int _longest;
    private readonly int[] _learning;
    private readonly int[] _relearning;

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Scheduler(SchedulerSettings settings)
    {
        (_learning, _relearning) = settings.Checked();
        _longest = settings.LongestInterval;
        _model = new(settings.Weights.ForRelearningSteps(_relearning.Length));
        _daysPerStability = _model.Curve.DaysPerStability(settings.Retention);
    }

    /// <summary>The card after an answer at this time.</summary>
    /// <remarks>
    /// Days are counted from UTC midnight to UTC midnight, as in the reference. A time before the last answer
    /// (a clock set back) counts as the same day.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The answer is none of the four.</exception>
    public Card Next(Card card, Answer answer, DateTimeOffset now)
    {
        if (answer is < Answer.Again or > Answer.Easy)
            throw new ArgumentOutOfRangeException(nameof(answer), answer, "Again, Hard, Good or Easy");
        now = now.ToUniversalTime();
        var days = ElapsedDays(card, now);
        var memory = After(card, days, answer);
        var next = card with
        {
            Stability = memory.Stability,
            Difficulty = memory.Difficulty,
            Reps = card.Reps + 1,
            Lapses = card.State == CardState.Review && answer == Answer.Again ? card.Lapses + 1 : card.Lapses,
            LastReview = now,
        };
        return card.State == CardState.Review && answer != Answer.Again
            ? InDays(next, now, RememberedInterval(card, days, answer))
            : Stepped(card, next, now, days, answer);
    }

    /// <summary>What each of the four answers would make of the card now: exactly what <see cref="Next"/> would give.</summary>
    public Preview Preview(Card card, DateTimeOffset now) => new(
        Next(card, Answer.Again, now),
        Next(card, Answer.Hard, now),
        Next(card, Answer.Good, now),
        Next(card, Answer.Easy, now));

    /// <summary>Makes a card again from its reviews, oldest first: the log is the truth, the card its shadow.</summary>
    public Card Replay(Card fresh, IEnumerable<Review> reviews) =>
        reviews.Aggregate(fresh, (card, review) => Next(card, review.Answer, review.At));

    /// <summary>Makes a whole deck again from its reviews, oldest first.</summary>
    /// <param name="reviews">Of any cards, as <see cref="ReviewLog.Standing"/> gives them.</param>
    /// <param name="fresh">The card as it was before its first answer.</param>
    public IReadOnlyDictionary<CardId, Card> ReplayDeck(IEnumerable<Review> reviews, Func<CardId, Card> fresh)
    {
        var deck = new Dictionary<CardId, Card>();
        foreach (var review in reviews)
        {
            var card = deck.TryGetValue(review.Card, out var met) ? met : fresh(review.Card);
            deck[review.Card] = Next(card, review.Answer, review.At);
        }
        return deck;
    }

    /// <summary>Chance, 0 to 1, that the card would be remembered now; 0 for a card not met yet.</summary>
    public double Recall(Card card, DateTimeOffset now) =>
        card.State == CardState.New ? 0 : _model.Curve.At(ElapsedDays(card, now), card.Stability);

    internal static int ElapsedDays(DateTimeOffset earlier, DateTimeOffset later) =>
        (int)Math.Max(0, later.UtcTicks / TimeSpan.TicksPerDay - earlier.UtcTicks / TimeSpan.TicksPerDay);

    private static int ElapsedDays(Card card, DateTimeOffset now) =>
        card.State != CardState.New && card.LastReview is { } last ? ElapsedDays(last, now) : 0;

    private Memory After(Card card, int days, Answer answer) => card.State == CardState.New
        ? _model.First(answer)
        : _model.Next(new(card.Stability, card.Difficulty), days, answer);

    private Card Stepped(Card card, Card next, DateTimeOffset now, int days, Answer answer)
    {
        var afterLapse = card.State is CardState.Review or CardState.Relearning;
        if (ShortSteps.After(afterLapse ? _relearning : _learning, card.Step, answer) is not { } step)
            return InDays(next, now, Interval(card, next.Stability, days));
        return next with
        {
            State = afterLapse ? CardState.Relearning : CardState.Learning,
            Step = step.Position,
            IntervalDays = 0,
            Due = now.AddMinutes(step.Minutes),
        };
    }

    private static Card InDays(Card next, DateTimeOffset now, int days) => next with
    {
        State = CardState.Review,
        Step = 0,
        IntervalDays = days,
        Due = now.AddDays(days),
    };

    // Hard, Good and Easy are told apart by at least a day, so each depends on the ones below it.
    private int RememberedInterval(Card card, int days, Answer answer)
    {
        var good = IntervalAfter(card, days, Answer.Good);
        var hard = Math.Min(IntervalAfter(card, days, Answer.Hard), good);
        if (answer == Answer.Hard)
            return hard;
        good = Math.Max(good, hard + 1);
        return answer == Answer.Good ? good : Math.Max(IntervalAfter(card, days, Answer.Easy), good + 1);
    }

    private int IntervalAfter(Card card, int days, Answer answer) =>
        Interval(card, After(card, days, answer).Stability, days);

    private int Interval(Card card, double stability, int elapsedDays)
    {
        var exact = (int)Math.Min(Math.Max(1, Rounding.HalfUp(stability * _daysPerStability)), _longest);
        return card.FuzzSeed is { } seed ? Fuzz.Spread(exact, elapsedDays, _longest, seed, card.Reps) : exact;
    }
}
