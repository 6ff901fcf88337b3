using Alongside.People;
using Alongside.Platform.Storage;

namespace Alongside.Conversations;

/// <summary>Other specialists who could take a conversation on now. Registered by the waiting room, which knows who is on duty.</summary>
internal delegate IReadOnlyList<Hand> FreeHands(PersonId but);

/// <summary>
/// Whether a specialist is free to go on with a conversation, in the unit of writing that gives it to them: no seat is
/// filled twice. Registered by the waiting room.
/// </summary>
internal delegate Task<bool> TakesOver(Writing writing, PersonId specialist);

/// <summary>
/// A specialist asks whether another may go on in their place. Only the person can agree, and sees before what the other
/// would read: all that stands in the conversation. Whoever handed over has no seat there any more.
/// </summary>
internal sealed class HandingOver(Openings openings, IMomentWriter writer, Names names, FreeHands hands, TakesOver takesOver)
{
    /// <summary>The asking, with whoever it names; null when that is no id.</summary>
    public async ValueTask<MomentBody?> ReadAsync(string? id, string words, CancellationToken cancel) =>
        Guid.TryParse(id, out var asked)
            ? new(MomentKind.Handover, words, new Hand(new PersonId(asked), await names.OfAsync(new PersonId(asked), cancel)).Choice)
            : null;

    /// <summary>Keeps the asking, when whoever it names is on duty and free.</summary>
    public Task<Appended> AskedAsync(UnnumberedMoment asking, IReadOnlyList<Moment> log) =>
        hands(asking.Author).Any(hand => hand.Choice == asking.Choice)
            ? writer.AppendAsync(asking, CancellationToken.None)
            : Task.FromResult(new Appended(AppendOutcome.NotFree, 0, 0, default, default));

    /// <summary>The person agreed: the seat changes hands with the same commit that keeps what they said.</summary>
    public Task<Appended> AgreedAsync(UnnumberedMoment consent, IReadOnlyList<Moment> log) =>
        Hand.In(log[(int)consent.On - 1].Choice) is { } to
            ? openings.HandOverAsync(consent, to, writing => takesOver(writing, to.Specialist), CancellationToken.None)
            : throw new InvalidOperationException("What was agreed to names nobody.");
}
