namespace Alongside.Conversations;

/// <summary>Why there can be no such moment here.</summary>
internal enum Refusal
{
    UnknownKind,

    /// <summary>Not one of the signals, answers, feelings or wants there are.</summary>
    UnknownChoice,

    /// <summary>Only the other side may.</summary>
    NotYours,

    /// <summary>It is for two, and nobody sits on the other side.</summary>
    NobodyThere,

    /// <summary>What it is about is not in the log, or is not what it would have to be.</summary>
    NothingThere,

    /// <summary>Whoever was to go on is not free.</summary>
    NotFree,

    /// <summary>Once was enough: an answer, a nod, an offer.</summary>
    DoneBefore,
}

/// <summary>What may follow in a log. Words that are simply said always may, and are not weighed.</summary>
internal static class MomentRules
{
    private const bool Person = true, Specialist = false;

    /// <summary>Null when it may.</summary>
    public static Refusal? Weigh(IReadOnlyList<Moment> log, Side side, MomentBody body) => body.Kind switch
    {
        MomentKind.Signal => IsOpen(log) ? null : Refusal.NobodyThere,
        // Once, until they say something again.
        MomentKind.Going => !IsOpen(log) ? Refusal.NobodyThere : log.LastOrDefault(m => m.Author == side) is { Kind: MomentKind.Going } ? Refusal.DoneBefore : null,
        MomentKind.Nod => About(log, body) is not { } said || said.Author == side || !IsWords(said) ? Refusal.NothingThere
            : Once(log, side, body),
        MomentKind.Reflection => Only(Specialist, side),
        MomentKind.Answer => Only(Person, side)
            ?? (About(log, body) is not { Kind: MomentKind.Reflection } ? Refusal.NothingThere : Once(log, side, body)),
        MomentKind.Feeling when body.On > 0 => Only(Specialist, side)
            ?? (About(log, body) is { Kind: MomentKind.Feeling, Author: Side.Person } ? null : Refusal.NothingThere),
        MomentKind.Feeling => null,
        MomentKind.Want => Only(Person, side),
        // Asked once, and then left to the person.
        MomentKind.Card => Only(Specialist, side) ?? (log.Any(m => m.Kind is MomentKind.Card && m.Choice == body.Choice) ? Refusal.DoneBefore : null),
        MomentKind.Handover => Only(Specialist, side) ?? (IsOpen(log) ? null : Refusal.NobodyThere),
        MomentKind.Consent => Only(Person, side) ?? (body.On > 0 && Standing.Of(log).Handover == body.On ? null : Refusal.NothingThere),
        MomentKind.Quiet => Quiet(Standing.Of(log), side, body),
        _ => Refusal.UnknownKind,
    };

    private static Refusal? Quiet(Standing standing, Side side, MomentBody body) =>
        standing.State != "open" ? Refusal.NobodyThere
        : standing.Quiet == "both" || standing.Quiet == side.Name() ? Refusal.DoneBefore
        : standing.Quiet is null && body.Choice == "join" ? Refusal.NothingThere
        : null;

    private static Refusal? Only(bool person, Side side) => person == side is Side.Person ? null : Refusal.NotYours;

    private static Refusal? Once(IReadOnlyList<Moment> log, Side side, MomentBody body) =>
        log.Any(m => m.Kind == body.Kind && m.On == body.On && m.Author == side) ? Refusal.DoneBefore : null;

    // Places are 1, 2, 3… without a gap.
    private static Moment? About(IReadOnlyList<Moment> log, MomentBody body) => body.On >= 1 && body.On <= log.Count ? log[(int)body.On - 1] : null;

    private static bool IsOpen(IReadOnlyList<Moment> log) => Standing.Of(log).State == "open";

    private static bool IsWords(Moment moment) =>
        moment.Kind is MomentKind.Said or MomentKind.Reflection or MomentKind.Feeling or MomentKind.Answer or MomentKind.Card;
}
