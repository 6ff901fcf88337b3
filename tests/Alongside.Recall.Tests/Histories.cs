using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Recall.Tests;

/// <summary>One random learner's way with one card.</summary>
public sealed record History(SchedulerSettings Settings, ulong? FuzzSeed, IReadOnlyList<(Answer Answer, TimeSpan After)> Reviews)
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 17, 30, 0, TimeSpan.Zero);

    public Scheduler Scheduler { get; } = new(Settings);

    /// <summary>The card after all reviews, and the moment of the last one.</summary>
    public (Card Card, DateTimeOffset Now) Played()
    {
        var (card, now) = (new Card(Start, FuzzSeed), Start);
        foreach (var (answer, after) in Reviews)
        {
            now += after;
            card = Scheduler.Next(card, answer, now);
        }
        return (card, now);
    }

    public IReadOnlyList<Review> AsReviews(CardId of)
    {
        var now = Start;
        return [.. Reviews.Select((r, i) => new Review(new(new Guid(i, 0, 0, new byte[8])), of, now += r.After, r.Answer))];
    }
}

/// <summary>Random cases within every published bound, near the defaults and far from them.</summary>
internal static class Histories
{
    private static readonly Gen<double> Unit = Gen.Choose(0, 10_000).Select(n => n / 10_000.0);

    public static Gen<Weights> Weights { get; } = Gen.OneOf(
        Gen.Constant(Recall.Weights.Default),
        Unit.ListOf(Recall.Weights.Count).Select(units => Near(units.ToArray())),
        Unit.ListOf(Recall.Weights.Count).Select(units => Anywhere(units.ToArray())));

    public static Gen<SchedulerSettings> Settings { get; } =
        from weights in Weights
        from retention in Gen.Choose(70, 97)
        from longest in Gen.Elements(36_500, 365, 30)
        from learning in Gen.Elements<int[]>([1, 10], [10], [], [5, 30, 240])
        from relearning in Gen.Elements<int[]>([10], [], [5, 60])
        select new SchedulerSettings
        {
            Weights = weights,
            Retention = retention / 100.0,
            LongestInterval = longest,
            LearningMinutes = learning,
            RelearningMinutes = relearning,
        };

    public static Arbitrary<History> Any { get; } = (
        from settings in Settings
        from seed in Gen.OneOf(Gen.Constant<ulong?>(null), Gen.Choose(0, int.MaxValue).Select(n => (ulong?)n))
        from reviews in Review.ListOf()
        select new History(settings, seed, [.. reviews.Take(20)])).ToArbitrary();

    private static Gen<(Answer, TimeSpan)> Review =>
        from answer in Gen.Elements(Enum.GetValues<Answer>())
        from minutes in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 60 * 24 * 20), Gen.Choose(0, 60 * 24 * 900))
        select (answer, TimeSpan.FromMinutes(minutes));

    public static void Hold(Func<History, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Any, law));

    private static Weights Near(double[] units) =>
        Rising([.. units.Select((u, i) => Recall.Weights.Default[i] * (0.5 + u))]);

    // From moves each to its own bounds, so a wide net fills every range.
    private static Weights Anywhere(double[] units) => Rising([.. units.Select(u => u * u * 10)]);

    // A better first answer means a stronger memory: the optimiser keeps to it, and the law of intervals needs it.
    private static Weights Rising(double[] values)
    {
        Array.Sort(values, 0, 4);
        return Recall.Weights.From(values);
    }
}
