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
                (3, Gen.Constant(MomentKind.Said)), (1, Gen.Elements(MomentKind.Joined, MomentKind.Parted)),
                (8, Gen.Elements(MomentKind.Signal, MomentKind.Nod, MomentKind.Feeling, MomentKind.Want)),
                (10, Gen.Elements(MomentKind.Reflection, MomentKind.Answer, MomentKind.Quiet)))
            from ends in Gen.Choose(0, 60)
            from side in Gen.Elements(Side.Person, Side.Specialist)
            from choice in Gen.Elements(ChoicesOf(kind))
            from about in Gen.Choose(0, 8)
            select (Kind: ends == 0 ? MomentKind.Ended : kind, side, choice, about)).ArrayOf(length)
        select (IReadOnlyList<Moment>)(met ? [(Kind: MomentKind.Joined, Side.Specialist, null, 0), .. drawn] : drawn).Select((m, i) => new Moment(
            i + 1, m.Kind, m.Kind is MomentKind.Joined or MomentKind.Parted ? Side.Specialist : m.side, "", $"{i}", 0, "",
            m.Kind is MomentKind.Ended ? null : m.choice, m.Kind is MomentKind.Nod or MomentKind.Answer ? m.about : 0)).ToList();

    public static string Json(Standing standing) => JsonSerializer.Serialize(standing, AsOnThePage);

    private static string?[] ChoicesOf(MomentKind kind) => kind switch
    {
        MomentKind.Signal => ["with-you", "need-a-moment"],
        MomentKind.Answer => [.. Choices.Answers],
        MomentKind.Want => [.. Choices.Wants],
        MomentKind.Quiet => [.. Choices.Quiet],
        MomentKind.Feeling => ["sad", null],
        _ => [null],
    };
}
