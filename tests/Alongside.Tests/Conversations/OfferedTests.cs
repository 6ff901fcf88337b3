using Alongside.Conversations;

namespace Alongside.Tests.Conversations;

public sealed class OfferedTests
{
    [Fact]
    public async Task What_was_offered_is_taken_in_order()
    {
        var offered = new Offered(most: 8);
        for (var seq = 1; seq <= 3; seq++)
        {
            offered.Offer(Event(seq));
        }

        Assert.True(await offered.WaitAsync());
        Assert.Equal([1L, 2L, 3L], [offered.Take()!.Seq, offered.Take()!.Seq, offered.Take()!.Seq]);
        Assert.Null(offered.Take());
    }

    [Fact]
    public async Task Whoever_waits_goes_on_when_something_is_offered()
    {
        var offered = new Offered(most: 8);
        for (var seq = 1; seq <= 3; seq++)
        {
            var waiting = offered.WaitAsync();
            Assert.False(waiting.IsCompleted);
            offered.Offer(Event(seq));

            Assert.True(await waiting);
            Assert.Equal(seq, offered.Take()!.Seq);
        }
    }

    [Fact]
    public async Task One_too_many_closes_it_and_what_came_before_may_still_be_taken()
    {
        var offered = new Offered(most: 2);
        for (var seq = 1; seq <= 4; seq++)
        {
            offered.Offer(Event(seq));
        }

        Assert.True(await offered.WaitAsync());
        Assert.Equal([1L, 2L], [offered.Take()!.Seq, offered.Take()!.Seq]);
        Assert.False(await offered.WaitAsync());
    }

    [Fact]
    public async Task Closing_ends_the_wait_and_nothing_comes_after()
    {
        var offered = new Offered(most: 2);
        var waiting = offered.WaitAsync();
        offered.Close();
        offered.Close();
        offered.Offer(Event(1));

        Assert.False(await waiting);
        Assert.False(await offered.WaitAsync());
        Assert.Null(offered.Take());
    }

    [Fact]
    public async Task Many_may_offer_while_one_takes_and_each_event_is_taken_once()
    {
        const int givers = 8;
        const int each = 2_000;
        var offered = new Offered(most: givers * each);
        var giving = Enumerable.Range(0, givers).Select(giver => Task.Run(() =>
        {
            for (var n = 0; n < each; n++)
            {
                offered.Offer(Event(giver * each + n));
            }
        })).ToList();
        var closing = Task.WhenAll(giving).ContinueWith(_ => offered.Close(), TaskScheduler.Default);

        var taken = new List<long>();
        while (await offered.WaitAsync())
        {
            while (offered.Take() is { } live)
            {
                taken.Add(live.Seq);
            }
        }

        await closing;
        Assert.Equal(givers * each, taken.Distinct().Count());
        Assert.Equal(givers * each, taken.Count);
        // Each giver's own order is kept.
        Assert.All(taken.GroupBy(seq => seq / each), of => Assert.Equal(of.Order(), of));
    }

    private static LiveEvent Event(long seq) => new(default, seq, []);
}
