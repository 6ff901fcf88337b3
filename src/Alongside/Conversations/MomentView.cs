using System.Text.Json.Serialization;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>A moment as the machine interface shows it; the same fields as on the stream, where <c>conversation</c> is added.</summary>
/// <param name="Seq">Its place: 1, 2, 3… without a gap.</param>
/// <param name="Kind">
/// <c>said</c>, <c>joined</c>, <c>parted</c>, <c>ended</c>, <c>signal</c>, <c>nod</c>, <c>reflection</c>, <c>answer</c>, <c>feeling</c>, <c>want</c>, <c>quiet</c>, <c>going</c>, <c>card</c>, <c>handover</c>, <c>consent</c> or <c>stepback</c>.
/// </param>
/// <param name="Author"><c>person</c> or <c>specialist</c>.</param>
/// <param name="Name">What the author is called here.</param>
/// <param name="ClientId">What the sender made, so that they recognise their own.</param>
/// <param name="At">When it was kept; the order is <paramref name="Seq"/>.</param>
/// <param name="Text">The words, or empty for a moment without words; of a signal, how the community worded it when it was given.</param>
public sealed record MomentView(long Seq, string Kind, string Author, string Name, string ClientId, DateTimeOffset At, string Text)
{
    /// <summary>Only with a <c>signal</c>: which one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Signal { get; init; }

    /// <summary>Only with an <c>answer</c>: <c>yes</c>, <c>not-quite</c> or <c>more</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }

    /// <summary>Only with a <c>feeling</c> from the wheel; one in own words is in the text, and one that is mirrored as it was named is in neither.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Feeling { get; init; }

    /// <summary>Only with a <c>want</c>: <c>listen</c>, <c>think</c>, <c>story</c> or <c>find</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Want { get; init; }

    /// <summary>Only with a step into <c>quiet</c>: <c>offer</c> or <c>join</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Quiet { get; init; }

    /// <summary>Only with a <c>card</c>: the id of what is offered, to be read at <c>/api/library/{entry}</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Card { get; init; }

    /// <summary>Only with a <c>handover</c>: the name of whoever would go on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Handover { get; init; }

    /// <summary>Only with a <c>consent</c>: <c>yes</c> or <c>no</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Consent { get; init; }

    /// <summary>Only with a <c>stepback</c>: <c>handed</c> when another goes on with the person's consent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stepback { get; init; }

    /// <summary>Only with an <c>ended</c>: <c>with-pause</c> when the person's device rests for a while.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ended { get; init; }

    /// <summary>Only where it is about another moment: the seq of that one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? On { get; init; }

    /// <summary>Whichever of them it chose.</summary>
    internal string? Choice => Signal ?? Answer ?? Feeling ?? Want ?? Quiet ?? Card ?? Handover ?? Consent ?? Stepback ?? Ended;

    internal static MomentView Of(Moment moment) => new(
        moment.Seq, moment.Kind.Name(), moment.Author.Name(), moment.Name, moment.ClientId, Micros.ToTime(moment.At), moment.Text)
    {
        Signal = moment.Kind is MomentKind.Signal ? moment.Choice : null,
        Answer = moment.Kind is MomentKind.Answer ? moment.Choice : null,
        Feeling = moment.Kind is MomentKind.Feeling ? moment.Choice : null,
        Want = moment.Kind is MomentKind.Want ? moment.Choice : null,
        Quiet = moment.Kind is MomentKind.Quiet ? moment.Choice : null,
        Card = moment.Kind is MomentKind.Card ? moment.Choice : null,
        Handover = moment.Kind is MomentKind.Handover ? moment.ChoiceShown : null,
        Consent = moment.Kind is MomentKind.Consent ? moment.Choice : null,
        Stepback = moment.Kind is MomentKind.SteppedBack ? moment.Choice : null,
        Ended = moment.Kind is MomentKind.Ended ? moment.Choice : null,
        On = moment.On > 0 ? moment.On : null,
    };
}
