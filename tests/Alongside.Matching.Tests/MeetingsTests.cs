namespace Alongside.Matching.Tests;

public sealed class MeetingsTests
{
    [Fact]
    public void The_first_in_the_line_is_met_by_whoever_holds_the_fewest_conversations() =>
        Assert.Equal(
            [new Meeting("Ada", "Marisol"), new Meeting("Abe", "Ben")],
            Meetings.Among(
                [new("Ada", null), new("Abe", null), new("Amy", null)],
                [new("Ben", Seats: 2, Busy: 1, LastMet: 1), new("Marisol", Seats: 1, Busy: 0, LastMet: 9)]));

    [Fact]
    public void With_equal_hands_it_is_whoever_has_waited_longest_then_the_first_by_id() =>
        Assert.Equal(
            [new Meeting("Ada", "Cy"), new Meeting("Abe", "Ben"), new Meeting("Amy", "Bo"), new Meeting("Al", "Ben")],
            Meetings.Among(
                [new("Ada", null), new("Abe", null), new("Amy", null), new("Al", null)],
                [new("Bo", 2, 0, 5), new("Ben", 2, 0, 5), new("Cy", 1, 0, 4)]));

    [Fact]
    public void Who_was_given_someone_just_now_comes_after_an_equal_who_was_not() =>
        Assert.Equal(
            [new Meeting("Ada", "Ben"), new Meeting("Abe", "Marisol")],
            Meetings.Among([new("Ada", null), new("Abe", null)], [new("Ben", 2, Busy: 0, LastMet: 3), new("Marisol", 2, Busy: 1, LastMet: 5)]));

    [Fact]
    public void Who_chose_a_busy_specialist_waits_for_them_and_keeps_their_place()
    {
        WaitingPerson[] line = [new("Ada", "Ben"), new("Abe", "Ben"), new("Amy", null)];
        Hands free = new("Marisol", Seats: 3, Busy: 0, LastMet: 0);

        Assert.Equal([new Meeting("Amy", "Marisol")], Meetings.Among(line, [new("Ben", 1, 1, 0), free]));
        Assert.Equal([new Meeting("Ada", "Ben"), new Meeting("Amy", "Marisol")], Meetings.Among(line, [new("Ben", 1, 0, 0), free]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_the_chosen_one_has_gone_or_holds_no_seats_anyone_may_meet_them(bool stillListed)
    {
        Hands marisol = new("Marisol", 1, 0, 0);

        Assert.Equal(
            [new Meeting("Ada", "Marisol")],
            Meetings.Among([new("Ada", "Ben")], stillListed ? [marisol, new("Ben", Seats: 0, Busy: 0, LastMet: 0)] : [marisol]));
    }
}
