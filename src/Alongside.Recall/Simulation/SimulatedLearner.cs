using Alongside.Recall.Fitting;

namespace Alongside.Recall.Simulation;

/// <summary>
/// A learner whose true memory is known, for checking what we claim and for showing a full page of charts. They
/// remember and forget exactly as the formulas say with their own weights; a real learner does not.
/// </summary>
/// <param name="truth">Their weights, which nobody else sees.</param>
/// <param name="seed">The same seed gives the same learner.</param>
public sealed class SimulatedLearner(Weights truth, ulong seed)
{
    private const double SameDayRecall = 0.9;
    private const double DaysOff = 0.15;
    private static readonly TimeSpan PerAnswer = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Sitting = TimeSpan.FromMinutes(15);

    private readonly MemoryModel _memory = new(truth);
    private readonly Chance _chance = new(seed);
    private readonly Dictionary<CardId, (Memory Memory, DateTimeOffset Last)> _met = [];

    /// <summary>Weights spread around the defaults about as widely as those of real learners.</summary>
    public static Weights RandomTruth(ulong seed)
    {
        var chance = new Chance(seed);
        var values = Weights.Default.Values.ToArray();
        for (var i = 0; i < Weights.Count; i++)
            values[i] = i < 4 ? values[i] * Math.Exp(0.6 * chance.Normal()) : values[i] + 0.6 * Prior.Spread[i] * chance.Normal();
        Array.Sort(values, 0, 4);
        return Weights.From(values);
    }

    /// <summary>Shows them a card and hears the answer; their memory changes by it.</summary>
    public Answer AnswerTo(CardId card, DateTimeOffset now)
    {
        if (!_met.TryGetValue(card, out var known))
        {
            var first = FirstAnswer();
            _met[card] = (_memory.First(first), now);
            return first;
        }
        var days = Scheduler.ElapsedDays(known.Last, now);
        var recall = days == 0 ? SameDayRecall : _memory.Curve.At(days, known.Memory.Stability);
        var answer = _chance.Fraction() < recall ? Remembered() : Answer.Again;
        _met[card] = (_memory.Next(known.Memory, days, answer), now);
        return answer;
    }

    /// <summary>Studies for some days, one sitting on most of them, and gives the log that this leaves.</summary>
    /// <param name="scheduler">Says when cards come back.</param>
    /// <param name="from">The first sitting; later ones begin at the same hour.</param>
    /// <param name="days">Length of the study.</param>
    /// <param name="newCards">Cards begun in a sitting.</param>
    /// <param name="most">Answers at most in a sitting; what is over waits.</param>
    public IReadOnlyList<Review> Study(Scheduler scheduler, DateTimeOffset from, int days, int newCards, int most)
    {
        var log = new List<Review>();
        var waiting = new PriorityQueue<(CardId Id, Card Card), DateTimeOffset>();
        for (var day = 0; day < days; day++)
        {
            if (_chance.Fraction() < DaysOff)
                continue;
            var now = from.AddDays(day);
            for (var i = 0; i < newCards; i++)
                waiting.Enqueue((new(NewId()), new Card(now, _chance.Next())), now);
            // Within a sitting a learner goes on with what comes due in the next minutes.
            for (var answers = 0; answers < most && waiting.TryPeek(out _, out var due) && due <= now + Sitting; answers++)
            {
                var (id, card) = waiting.Dequeue();
                now += PerAnswer;
                var review = new Review(new(NewId()), id, now, AnswerTo(id, now));
                var next = scheduler.Next(card, review.Answer, now);
                waiting.Enqueue((id, next), next.Due);
                log.Add(review);
            }
        }
        return log;
    }

    private Answer FirstAnswer() => _chance.Fraction() switch
    {
        < 0.25 => Answer.Again,
        < 0.40 => Answer.Hard,
        < 0.85 => Answer.Good,
        _ => Answer.Easy,
    };

    private Answer Remembered() => _chance.Fraction() switch
    {
        < 0.15 => Answer.Hard,
        < 0.90 => Answer.Good,
        _ => Answer.Easy,
    };

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, _chance.Next());
        BitConverter.TryWriteBytes(bytes[8..], _chance.Next());
        return new(bytes);
    }
}
