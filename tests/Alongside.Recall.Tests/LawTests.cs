using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Recall.Tests;

/// <summary>What holds for every learner, every weight and every history.</summary>
public sealed class LawTests
{
    private static readonly Answer[] Answers = Enum.GetValues<Answer>();

    [Fact]
    public void Recall_is_nine_in_ten_when_as_many_days_have_passed_as_the_stability() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(
            Histories.Weights.ToArbitrary(), Gen.Choose(1, 3_650_000).ToArbitrary(),
            (weights, tenths) => Math.Abs(new ForgettingCurve(weights).At(tenths / 1000.0, tenths / 1000.0) - 0.9) <= 2e-8));

    [Fact]
    public void A_better_answer_never_gives_a_shorter_interval() => Histories.Hold(c =>
    {
        var (card, now) = c.Played();
        var preview = c.Scheduler.Preview(card, now.AddDays(3));
        return preview.Again.Due <= preview.Hard.Due && preview.Hard.Due <= preview.Good.Due && preview.Good.Due <= preview.Easy.Due;
    });

    [Fact]
    public void The_preview_is_what_the_answer_then_does() => Histories.Hold(c =>
    {
        var (card, now) = c.Played();
        return Answers.All(answer => c.Scheduler.Preview(card, now.AddHours(30))[answer] == c.Scheduler.Next(card, answer, now.AddHours(30)));
    });

    [Fact]
    public void Undo_restores_the_card() => Histories.Hold(c =>
    {
        var id = new CardId(new Guid(7, 0, 0, new byte[8]));
        var reviews = c.AsReviews(id);
        var log = reviews.Select(r => (LogEntry)new LogEntry.Answered(r)).ToList();
        var before = new Stack<Card>();
        var card = new Card(History.Start, c.FuzzSeed);
        foreach (var review in reviews)
        {
            before.Push(card);
            card = c.Scheduler.Next(card, review.Answer, review.At);
        }
        while (ReviewLog.UndoLast(log) is { } undo)
        {
            log.Add(undo);
            if (c.Scheduler.Replay(new Card(History.Start, c.FuzzSeed), ReviewLog.Standing(log)) != before.Pop())
                return false;
        }
        return before.Count == 0;
    });

    [Fact]
    public void Replaying_the_log_gives_the_card() => Histories.Hold(c =>
        c.Scheduler.Replay(new Card(History.Start, c.FuzzSeed), c.AsReviews(default)) == c.Played().Card);

    [Fact]
    public void Stability_difficulty_and_due_time_stay_in_their_ranges() => Histories.Hold(c =>
    {
        var (card, now) = c.Played();
        return c.Reviews.Count == 0 || (card.Stability is >= MemoryModel.LeastStability and <= MemoryModel.MostStability
            && card.Difficulty is >= 1 and <= 10 && card.Due > now && card.Reps == c.Reviews.Count);
    });

    [Fact]
    public void Fuzz_changes_when_a_card_comes_back_and_nothing_else() => Histories.Hold(c =>
    {
        var (fuzzed, _) = (c with { FuzzSeed = 11 }).Played();
        var (exact, _) = (c with { FuzzSeed = null }).Played();
        return fuzzed with { FuzzSeed = null, Due = exact.Due, IntervalDays = exact.IntervalDays } == exact;
    });
}
