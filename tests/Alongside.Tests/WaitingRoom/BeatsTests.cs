using Alongside.People;
using Alongside.WaitingRoom;

namespace Alongside.Tests.WaitingRoom;

public sealed class BeatsTests
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly TestClock clock = new();
    private readonly PersonId ben = PersonId.New();

    [Fact]
    public void Somebody_whose_beat_stands_still_has_vanished_and_is_back_with_the_next()
    {
        var beats = new Beats(clock);
        Assert.True(LookFor(beats, beat: 1, seconds: 38));
        Assert.False(LookFor(beats, beat: 1, seconds: 4));
        Assert.True(LookFor(beats, beat: 2, seconds: 2));
    }

    [Fact]
    public void F05_A_node_that_slept_takes_nobodys_seat()
    {
        var beats = new Beats(clock);
        Assert.True(LookFor(beats, beat: 1, seconds: 4));

        clock.Move(TimeSpan.FromMinutes(10));

        Assert.True(LookFor(beats, beat: 1, seconds: 2));
    }

    private bool LookFor(Beats beats, long beat, int seconds)
    {
        var here = true;
        for (var at = 0; at < seconds; at += 2)
        {
            beats.BeginRound(Round);
            here = beats.IsHere(ben, beat, Patience);
            clock.Move(Round);
        }

        return here;
    }
}
