using Alongside.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Tests.Conversations;

/// <summary>What holds for how a conversation stands, after any moments in any order.</summary>
public sealed class StandingLaws
{
    [Fact]
    public void Whoever_goes_on_from_where_they_were_sees_what_is_seen_from_the_beginning() => Holds(log =>
        Enumerable.Range(0, log.Count + 1).All(read =>
            AnyMoments.Json(log.Skip(read).Aggregate(Standing.Of(log.Take(read)), (standing, moment) => standing.After(moment))) == AnyMoments.Json(Standing.Of(log))));

    [Fact]
    public void Each_side_gives_one_signal_at_most_and_it_is_its_last_with_no_words_of_theirs_after() => Holds(log =>
    {
        var standing = Standing.Of(log);
        return Stands(Side.Person, standing.PersonSignal) && Stands(Side.Specialist, standing.SpecialistSignal);

        bool Stands(Side side, long seq) => seq == 0
            || (log[(int)seq - 1] is { Kind: MomentKind.Signal } given && given.Author == side
                && !log.Skip((int)seq).Any(m => m.Author == side && (m.Kind is MomentKind.Signal || MomentLooks.HasVoice(m.Kind.Name()))));
    });

    [Fact]
    public void A_reflection_is_answered_once_by_whatever_came_first_and_none_is_lost() => Holds(log =>
    {
        var open = Open(log);
        return Standing.Of(log).Reflections.Select(r => (r.Seq, r.Answer)).SequenceEqual(
            open.Where(m => m.Kind is MomentKind.Reflection)
                .Select(r => (r.Seq, open.FirstOrDefault(m => m.Kind is MomentKind.Answer && m.On == r.Seq && m.Seq > r.Seq)?.Choice)));
    });

    [Fact]
    public void What_asks_for_consent_stands_only_while_nobody_said_nor_came_nor_went() => Holds(log =>
        Standing.Of(log).Handover is var seq && (seq == 0
            || (log[(int)seq - 1] is { Kind: MomentKind.Handover, Author: Side.Specialist }
                && !log.Skip((int)seq).Any(m => m.Kind is MomentKind.Joined or MomentKind.Parted or MomentKind.SteppedBack or MomentKind.Ended || (m.Kind is MomentKind.Consent && m.On == seq)))));

    [Fact]
    public void A_correction_stands_until_the_next_reflection() => Holds(log =>
        Standing.Of(log).Reflections is var reflections && reflections.All(r => r.Stands switch
        {
            "unanswered" => r.Answer is null,
            "corrected" => r.Answer == "not-quite" && !Open(log).Any(m => m.Kind is MomentKind.Reflection && m.Seq > AnswerTo(log, r).Seq),
            _ => r.Answer is "yes" or "more" || Open(log).Any(m => m.Kind is MomentKind.Reflection && m.Seq > AnswerTo(log, r).Seq),
        }));

    [Fact]
    public void Quiet_ends_with_any_words_and_never_goes_on_past_an_ending() => Holds(log =>
        Standing.Of(log) is var standing
        && (standing.Quiet is null || (standing.State == "open" && log[^1].Kind is not (MomentKind.Said or MomentKind.Reflection or MomentKind.Answer or MomentKind.Feeling or MomentKind.Card))));

    [Fact]
    public void What_the_rules_let_in_changes_how_it_stands_as_meant() => Holds(log =>
    {
        // A log as it can really be: every moment weighed before it is added.
        var real = new List<Moment>();
        foreach (var asked in log)
        {
            var moment = asked with { Seq = real.Count + 1 };
            if (moment.Kind <= MomentKind.Ended || MomentRules.Weigh(real, moment.Author, new(moment.Kind, moment.Text, moment.Choice, moment.On)) is null)
            {
                real.Add(moment);
            }

            if (moment.Kind is MomentKind.Ended)
            {
                break;
            }
        }

        return real.Where(m => m.Kind is MomentKind.Answer).DistinctBy(m => m.On).Count() == real.Count(m => m.Kind is MomentKind.Answer)
            && real.Where(m => m.Kind is MomentKind.Answer).All(m => m.Author is Side.Person && real[(int)m.On - 1].Kind is MomentKind.Reflection)
            && real.Where(m => m.Kind is MomentKind.Nod).All(m => real[(int)m.On - 1].Author != m.Author)
            && real.Where(m => m.Kind is MomentKind.Card).All(m => m.Author is Side.Specialist)
            && real.Where(m => m.Kind is MomentKind.Card).DistinctBy(m => m.Choice).Count() == real.Count(m => m.Kind is MomentKind.Card)
            && real.All(m => m.Kind is not MomentKind.Want || m.Author is Side.Person)
            && Standing.Of(real).Reflections.Count(r => r.Answer is not null) == real.Count(m => m.Kind is MomentKind.Answer);
    });

    // What comes after an ending was never said.
    private static List<Moment> Open(IReadOnlyList<Moment> log) => [.. log.TakeWhile(m => m.Kind is not MomentKind.Ended)];

    private static Moment AnswerTo(IReadOnlyList<Moment> log, Reflection reflection) =>
        Open(log).First(m => m.Kind is MomentKind.Answer && m.On == reflection.Seq && m.Seq > reflection.Seq);

    private static void Holds(Func<IReadOnlyList<Moment>, bool> law) =>
        Prop.ForAll(AnyMoments.Logs.ToArbitrary(), log => law(log)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(2026, 7));
}
