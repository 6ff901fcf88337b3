using Alongside.Platform.Time;

namespace Alongside.Study.Papers;

/// <summary>One learner's mock paper.</summary>
/// <param name="Minutes">How long it may take; 0: as long as it takes.</param>
/// <param name="Items">Ids, in the order they are asked.</param>
/// <param name="RunningSince">When it was last taken up, in microseconds; null: it rests.</param>
/// <param name="Used">Microseconds it was open before that.</param>
/// <param name="Answers">By place, from 0.</param>
internal sealed record Paper(
    string Id, DateTimeOffset MadeAt, int Minutes, IReadOnlyList<string> Items, long? RunningSince, long Used, DateTimeOffset? EndedAt, IReadOnlyDictionary<int, PaperAnswer> Answers)
{
    public bool Rests => RunningSince is null && EndedAt is null;

    public TimeSpan TimeUsed(DateTimeOffset now) =>
        TimeSpan.FromMicroseconds(Used + (RunningSince is { } since ? Math.Max(0, Micros.From(now) - since) : 0));

    /// <summary>Null: as long as it takes. Never below nothing.</summary>
    public TimeSpan? TimeLeft(DateTimeOffset now) =>
        Minutes == 0 ? null : TimeSpan.FromMinutes(Minutes) - TimeUsed(now) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public PaperAnswer AnswerAt(int place) => Answers.GetValueOrDefault(place) ?? new(null, false, false);
}

/// <param name="Chosen">Position of the option, from 0; null: open.</param>
/// <param name="Flagged">To be looked at again.</param>
/// <param name="Late">Given after the time was over; it counts, and the result says so.</param>
internal sealed record PaperAnswer(int? Chosen, bool Flagged, bool Late);
