namespace Alongside.Recall.Tests;

/// <summary>The sequences that the authors of FSRS-6 publish with their implementations, at the default weights.</summary>
public sealed class GoldenTests
{
    private static readonly DateTimeOffset Start = new(2022, 12, 29, 12, 30, 0, TimeSpan.Zero);
    private readonly Scheduler _scheduler = new(new SchedulerSettings());

    [Fact]
    public void The_published_intervals()
    {
        Answer[] answers =
        [
            Answer.Good, Answer.Good, Answer.Good, Answer.Good, Answer.Good, Answer.Good, Answer.Again,
            Answer.Again, Answer.Good, Answer.Good, Answer.Good, Answer.Good, Answer.Good,
        ];
        var card = new Card(Start);
        var intervals = new List<int>();
        foreach (var answer in answers)
        {
            card = _scheduler.Next(card, answer, card.Due);
            intervals.Add(card.IntervalDays);
        }
        Assert.Equal([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21], intervals);
    }

    [Fact]
    public void The_published_memory_state()
    {
        var (card, now) = (new Card(Start), Start);
        foreach (var (answer, days) in new[]
        {
            (Answer.Again, 0), (Answer.Good, 0), (Answer.Good, 1), (Answer.Good, 3), (Answer.Good, 8), (Answer.Good, 21),
        })
        {
            now = now.AddDays(days);
            card = _scheduler.Next(card, answer, now);
        }
        Assert.Equal(53.62691, card.Stability, 4);
        Assert.Equal(6.3574867, card.Difficulty, 4);
    }

    [Fact]
    public void The_published_first_answers()
    {
        var preview = _scheduler.Preview(new Card(Start), Start);
        Card[] cards = [preview.Again, preview.Hard, preview.Good, preview.Easy];
        Assert.Equal([0.212, 1.2931, 2.3065, 8.2956], cards.Select(c => c.Stability));
        Assert.Equal([6.4133, 5.11217071, 2.11810397, 1], cards.Select(c => c.Difficulty));
        Assert.Equal([0, 0, 0, 8], cards.Select(c => c.IntervalDays));
        Assert.Equal([CardState.Learning, CardState.Learning, CardState.Learning, CardState.Review], cards.Select(c => c.State));
        Assert.Equal(0.9024733, _scheduler.Recall(preview.Easy, preview.Easy.Due), 8);
    }
}
