namespace Alongside.Recall.Tests;

public sealed class ReviewLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 17, 30, 0, TimeSpan.Zero);

    private static Review Made(int id, int minute, Answer answer = Answer.Good) =>
        new(new(new Guid(id, 0, 0, new byte[8])), default, Start.AddMinutes(minute), answer);

    [Fact]
    public void A_review_sent_twice_stands_once()
    {
        LogEntry entry = new LogEntry.Answered(Made(1, 0));
        Assert.Equal([Made(1, 0)], ReviewLog.Standing([entry, entry]));
    }

    [Fact]
    public void The_order_in_which_devices_send_does_not_matter()
    {
        LogEntry[] entries =
        [
            new LogEntry.Answered(Made(1, 5)),
            new LogEntry.Answered(Made(2, 5)),
            new LogEntry.Undone(Made(3, 1).Id),
            new LogEntry.Answered(Made(3, 1)),
            new LogEntry.Answered(Made(4, 0)),
            new LogEntry.Answered(Made(4, 9, Answer.Again)),
        ];
        Review[] expected = [Made(4, 0), Made(1, 5), Made(2, 5)];
        var chance = new Random(5);
        for (var i = 0; i < 100; i++)
        {
            chance.Shuffle(entries);
            Assert.Equal(expected, ReviewLog.Standing(entries));
        }
    }

    [Fact]
    public void Everything_can_be_undone_and_then_nothing_is_left()
    {
        List<LogEntry> log = [new LogEntry.Answered(Made(1, 0)), new LogEntry.Answered(Made(2, 1))];
        log.Add(ReviewLog.UndoLast(log)!);
        Assert.Equal([Made(1, 0)], ReviewLog.Standing(log));
        log.Add(ReviewLog.UndoLast(log)!);
        Assert.Empty(ReviewLog.Standing(log));
        Assert.Null(ReviewLog.UndoLast(log));
    }
}
