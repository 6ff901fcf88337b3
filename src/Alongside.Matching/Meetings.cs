namespace Alongside.Matching;

/// <summary>Who meets whom: the order of the line, the wish of a person, and the free hands of those on duty. Nothing else is known here.</summary>
public static class Meetings
{
    /// <summary>
    /// All meetings that can begin now, in the order of the line. A person who chose a specialist on duty is met by that one
    /// or goes on waiting, and those behind may pass; without a wish, or when the chosen one has gone, it is whoever holds the
    /// fewest conversations, then whoever has waited longest to be given one, then the first by id. Someone who set
    /// their seats to none counts as gone. An id that comes twice counts once, where it first stands.
    /// </summary>
    public static IReadOnlyList<Meeting> Among(IReadOnlyList<WaitingPerson> line, IReadOnlyList<Hands> onDuty)
    {
        var hands = onDuty.Where(hand => hand.Seats > 0).DistinctBy(hand => hand.Specialist).ToDictionary(hand => hand.Specialist);
        var meetings = new List<Meeting>();
        foreach (var person in line.DistinctBy(person => person.Id))
        {
            if (HandFor(person, hands) is not { } hand)
            {
                continue;
            }

            meetings.Add(new Meeting(person.Id, hand.Specialist));
            // Nobody can have been given a conversation later than now.
            hands[hand.Specialist] = hand with { Busy = hand.Busy + 1, LastMet = long.MaxValue };
        }

        return meetings;
    }

    private static Hands? HandFor(WaitingPerson person, Dictionary<string, Hands> hands) =>
        person.Wants is { } wanted && hands.TryGetValue(wanted, out var chosen)
            ? IsFree(chosen) ? chosen : null
            : hands.Values
                .Where(hand => IsFree(hand) && !(person.Not?.Contains(hand.Specialist) ?? false))
                .OrderBy(hand => hand.Busy)
                .ThenBy(hand => hand.LastMet)
                .ThenBy(hand => hand.Specialist, StringComparer.Ordinal)
                .FirstOrDefault();

    // A specialist who lowers their number keeps the conversations they hold, so more than all seats may be taken.
    private static bool IsFree(Hands hand) => hand.Busy < hand.Seats;
}
