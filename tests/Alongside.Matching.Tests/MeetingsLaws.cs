using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Matching.Tests;

/// <summary>What holds for every line and every rota, shown on a thousand of each.</summary>
public sealed class MeetingsLaws
{
    private static readonly string[] Specialists = ["Ben", "Bo", "Cy", "Dee", "Eve"];

    private static readonly Gen<WaitingPerson[]> Lines =
        from count in Gen.Choose(0, 12)
        from wishes in Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>(Specialists)).ArrayOf(count)
        select wishes.Select((wish, place) => new WaitingPerson($"person {place}", wish)).ToArray();

    private static readonly Gen<Hands[]> Rotas =
        from names in Gen.SubListOf(Specialists)
        from seats in Gen.Choose(0, 3).ArrayOf(names.Count)
        from busy in Gen.Choose(0, 3).ArrayOf(names.Count)
        from lastMet in Gen.Choose(0, 2).ArrayOf(names.Count)
        from rota in Gen.Shuffle(names.Select((name, i) => new Hands(name, seats[i], busy[i], lastMet[i])))
        select rota;

    private static readonly Arbitrary<(WaitingPerson[] Line, Hands[] Rota)> Rooms =
        (from line in Lines from rota in Rotas select (line, rota)).ToArbitrary();

    [Fact]
    public void Nobody_is_met_twice_and_no_specialist_holds_more_than_they_chose() => Holds((line, rota) =>
    {
        // Every id stands in the lists twice: a repeat must change nothing.
        var met = Meetings.Among([.. line, .. line], [.. rota, .. rota]);
        return met.SequenceEqual(Meetings.Among(line, rota))
            && met.DistinctBy(meeting => meeting.Person).Count() == met.Count
            && met.All(meeting => line.Any(person => person.Id == meeting.Person))
            && met.CountBy(meeting => meeting.Specialist).All(held => rota.Single(hand => hand.Specialist == held.Key) is var hand && hand.Busy + held.Value <= hand.Seats);
    });

    [Fact]
    public void Those_whom_anyone_may_meet_are_met_in_the_order_of_the_line() => Holds((line, rota) =>
    {
        var met = Met(line, rota);
        var others = line.Where(person => !Waits(person, rota)).Select(person => met.Contains(person.Id));
        return others.SkipWhile(isMet => isMet).All(isMet => !isMet);
    });

    [Fact]
    public void Those_who_chose_the_same_specialist_are_met_in_the_order_of_the_line_and_by_nobody_else() => Holds((line, rota) =>
    {
        var met = Meetings.Among(line, rota).ToDictionary(meeting => meeting.Person, meeting => meeting.Specialist);
        return line.Where(person => Waits(person, rota)).GroupBy(person => person.Wants).All(same =>
            same.Select(person => met.ContainsKey(person.Id)).SkipWhile(isMet => isMet).All(isMet => !isMet)
            && same.All(person => met.GetValueOrDefault(person.Id, same.Key!) == same.Key));
    });

    [Fact]
    public void Nobody_waits_while_a_hand_is_free_that_they_would_take() => Holds((line, rota) =>
    {
        var meetings = Meetings.Among(line, rota);
        var free = rota.Where(hand => hand.Busy + meetings.Count(meeting => meeting.Specialist == hand.Specialist) < hand.Seats).ToArray();
        return line.ExceptBy(meetings.Select(meeting => meeting.Person), person => person.Id)
            .All(person => Waits(person, rota) ? free.All(hand => hand.Specialist != person.Wants) : free.Length == 0);
    });

    [Fact]
    public void The_order_in_which_specialists_are_listed_changes_nothing() => Holds((line, rota) =>
        Meetings.Among(line, rota).SequenceEqual(Meetings.Among(line, [.. rota.Reverse()]))
        && Meetings.Among(line, rota).SequenceEqual(Meetings.Among(line, [.. rota.OrderBy(hand => hand.Specialist)])));

    [Fact]
    public void One_more_specialist_leaves_nobody_unmet_who_was_met_but_for_those_who_chose_them() => Holds((line, rota) =>
    {
        var met = Met(line, rota);
        return rota.All(added => Met(line, [.. rota.Where(hand => hand != added)])
            .Except(met)
            .All(lost => line.Single(person => person.Id == lost).Wants == added.Specialist));
    });

    private static bool Waits(WaitingPerson person, Hands[] rota) => rota.Any(hand => hand.Seats > 0 && hand.Specialist == person.Wants);

    private static HashSet<string> Met(WaitingPerson[] line, Hands[] rota) => [.. Meetings.Among(line, rota).Select(meeting => meeting.Person)];

    private static void Holds(Func<WaitingPerson[], Hands[], bool> law) =>
        Prop.ForAll(Rooms, room => law(room.Line, room.Rota)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(2026, 7));
}
