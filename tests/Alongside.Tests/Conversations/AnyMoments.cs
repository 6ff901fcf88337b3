using System.Text.Json;
using Alongside.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace Alongside.Tests.Conversations;

/// <summary>Logs of any moments, for what has to hold whatever happened.</summary>
internal static class AnyMoments
{
    private static readonly JsonSerializerOptions AsOnThePage = new(JsonSerializerDefaults.Web);

    /// <summary>Any moments in any order: also such as the rules would never let in.</summary>
    public static readonly Gen<IReadOnlyList<Moment>> Logs =
        from length in Gen.Choose(0, 24)
        from met in Gen.Elements(true, true, true, false)
        from drawn in (
            from kind in Gen.Frequency(
                (3, Gen.Constant(MomentKind.Said)), (1, Gen.Elements(MomentKind.Joined, MomentKind.Parted, MomentKind.Going, MomentKind.SteppedBack, MomentKind.Unreadable)),
                (8, Gen.Elements(MomentKind.Signal, MomentKind.Nod, MomentKind.Feeling, MomentKind.Want, MomentKind.Card)),
                (10, Gen.Elements(MomentKind.Reflection, MomentKind.Answer, MomentKind.Quiet)), (4, Gen.Elements(MomentKind.Handover, MomentKind.Consent)))
            from ends in Gen.Choose(0, 60)
            from side in Gen.Elements(Side.Person, Side.Specialist)
            from choice in Gen.Elements(ChoicesOf(kind))
            from about in Gen.Choose(0, 8)
            select (Kind: ends == 0 ? MomentKind.Ended : kind, side, choice, about)).ArrayOf(length)
        select (IReadOnlyList<Moment>)(met ? [(Kind: MomentKind.Joined, Side.Specialist, null, 0), .. drawn] : drawn).Select((m, i) => new Moment(
            i + 1, m.Kind, m.Kind is MomentKind.Joined or MomentKind.Parted or MomentKind.SteppedBack ? Side.Specialist : m.side, "", $"{i}", 0, "",
            m.Kind is MomentKind.Ended ? null : m.choice, m.Kind is MomentKind.Nod or MomentKind.Answer or MomentKind.Consent ? m.about : 0)).ToList();

    /// <summary>The specialist says back what they hear, and it was not quite that.</summary>
    public static IReadOnlyList<Moment> EndingCorrected { get; } =
    [
        Of(1, MomentKind.Joined, Side.Specialist), Of(2, MomentKind.Reflection, Side.Specialist), Of(3, MomentKind.Answer, Side.Person, "not-quite", on: 2),
    ];

    /// <summary>One offers to sit quietly, and the other sits down.</summary>
    public static IReadOnlyList<Moment> EndingInQuiet { get; } =
    [
        Of(1, MomentKind.Joined, Side.Specialist), Of(2, MomentKind.Quiet, Side.Person, "offer"), Of(3, MomentKind.Quiet, Side.Specialist, "join"),
    ];

    public static string Json(Standing standing) => JsonSerializer.Serialize(standing, AsOnThePage);

    private static Moment Of(long seq, MomentKind kind, Side side, string? choice = null, long on = 0) => new(seq, kind, side, "", $"{seq}", 0, "", choice, on);

    private static string?[] ChoicesOf(MomentKind kind) => kind switch
    {
        MomentKind.Signal => ["with-you", "need-a-moment"],
        MomentKind.Answer => [.. Choices.Answers],
        MomentKind.Want => [.. Choices.Wants],
        MomentKind.Quiet => [.. Choices.Quiet],
        MomentKind.Feeling => ["sad", null],
        MomentKind.Card => ["one-sock", "night-list"],
        MomentKind.Consent => [.. Choices.Consents],
        MomentKind.Handover => ["019f0000-0000-7000-8000-000000000000 Bo"],
        MomentKind.SteppedBack => ["handed", null],
        _ => [null],
    };
}
