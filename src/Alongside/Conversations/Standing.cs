namespace Alongside.Conversations;

/// <summary>
/// How a conversation stands: nothing but what its log says, read from the first moment to the last. Whoever reads it from
/// the beginning and whoever goes on from where they were come to the same. The page's own copy is wwwroot/js/standing.js.
/// </summary>
public sealed record Standing
{
    private static readonly Standing AtFirst = new();

    /// <summary><c>waiting</c>, <c>open</c> or <c>ended</c>.</summary>
    public string State { get; private init; } = "waiting";

    /// <summary>The seq of the signal the person gives now; 0: none.</summary>
    public long PersonSignal { get; private init; }

    /// <summary>The seq of the signal the specialist gives now; 0: none.</summary>
    public long SpecialistSignal { get; private init; }

    /// <summary>What the person wants right now: <c>listen</c>, <c>think</c>, <c>story</c>, <c>find</c>, or null while they have not said.</summary>
    public string? Want { get; private init; }

    /// <summary>What was said back, in order, and what became of it.</summary>
    public IReadOnlyList<Reflection> Reflections { get; private init; } = [];

    /// <summary>Who offered to sit quietly and waits for the other: <c>person</c> or <c>specialist</c>; <c>both</c> sit quietly now; null: nobody.</summary>
    public string? Quiet { get; private init; }

    /// <summary>The seq of what asks whether another specialist may go on, while the person has not said; 0: nothing does.</summary>
    public long Handover { get; private init; }

    internal static Standing Of(IEnumerable<Moment> log) => log.Aggregate(AtFirst, (standing, moment) => standing.After(moment));

    /// <summary>Takes any moment in any order: what cannot be changes nothing.</summary>
    internal Standing After(Moment moment) => moment.Kind switch
    {
        _ when State == "ended" => this,
        MomentKind.Joined => this with { State = "open", SpecialistSignal = 0, Quiet = null, Handover = 0 },
        // Whoever goes on comes in the same instant.
        MomentKind.SteppedBack when moment.Choice == "handed" => this with { SpecialistSignal = 0, Quiet = null, Handover = 0 },
        MomentKind.Parted or MomentKind.SteppedBack => this with { State = "waiting", SpecialistSignal = 0, Quiet = null, Handover = 0 },
        MomentKind.Ended => this with { State = "ended", PersonSignal = 0, SpecialistSignal = 0, Quiet = null, Handover = 0 },
        MomentKind.Signal => Signalled(moment.Author, moment.Seq),
        MomentKind.Want when moment.Author is Side.Person => this with { Want = moment.Choice },
        MomentKind.Quiet => this with { Quiet = QuietAfter(moment) },
        MomentKind.Said or MomentKind.Feeling or MomentKind.Card => Spoken(moment),
        MomentKind.Reflection => Spoken(moment) with { Reflections = [.. Reflections.Select(r => r.FollowedByAnother()), new Reflection(moment.Seq, null, "unanswered")] },
        MomentKind.Answer => Spoken(moment) with { Reflections = [.. Reflections.Select(r => r.Seq == moment.On ? r.AnsweredWith(moment.Choice) : r)] },
        MomentKind.Handover => Spoken(moment) with { Handover = State == "open" && moment.Author is Side.Specialist ? moment.Seq : Handover },
        MomentKind.Consent => Spoken(moment) with { Handover = moment.On == Handover ? 0 : Handover },
        _ => this,
    };

    // Whoever takes the turn lays their signal down, and quiet ends.
    private Standing Spoken(Moment moment) => Signalled(moment.Author, 0) with { Quiet = null };

    private Standing Signalled(Side side, long seq) => side is Side.Person ? this with { PersonSignal = seq } : this with { SpecialistSignal = seq };

    // Two who offer at the same time have found each other.
    private string? QuietAfter(Moment moment) => Quiet switch
    {
        "both" => "both",
        null => moment.Choice == "offer" && State == "open" ? moment.Author.Name() : null,
        var offered => offered == moment.Author.Name() ? offered : "both",
    };
}

/// <summary>What a specialist said back, and how that stands.</summary>
/// <param name="Seq">Its place in the log.</param>
/// <param name="Answer"><c>yes</c>, <c>not-quite</c> or <c>more</c>; null while the person has not answered.</param>
/// <param name="Stands"><c>unanswered</c>; <c>corrected</c> until the specialist says back anew what they hear; null: nothing is open about it.</param>
public sealed record Reflection(long Seq, string? Answer, string? Stands)
{
    /// <summary>Only the first answer counts; a correction is a moment of its own, never an edit.</summary>
    internal Reflection AnsweredWith(string? answer) => Answer is not null ? this : this with { Answer = answer, Stands = answer == "not-quite" ? "corrected" : null };

    internal Reflection FollowedByAnother() => Stands == "corrected" ? this with { Stands = null } : this;
}
