using Alongside.People;

namespace Alongside.Conversations;

/// <summary>Something that helped somebody, which a specialist may ask to show.</summary>
/// <param name="Teller">Whose it is, when it is somebody's.</param>
/// <param name="Notes">What the person may want to know before they open it.</param>
/// <param name="GoesIntoAPlan">A card does; a story is read.</param>
public sealed record Offer(string Id, string Title, string Words, string? Teller, string? Notes, bool GoesIntoAPlan);

/// <summary>All that can be offered now. Registered by the space, which knows the library.</summary>
internal delegate Task<IReadOnlyList<Offer>> WhatToOffer(CancellationToken cancel);

/// <summary>Which cards my plan grew from. Registered by the space; it tells me alone.</summary>
internal delegate Task<IReadOnlySet<string>> WhatIsKept(Me me, CancellationToken cancel);

/// <summary>Puts a card into my plan with its origin, once. False: there is no such card, or no room. Registered by the space.</summary>
internal delegate Task<bool> PutIntoMyPlan(Me me, string card, CancellationToken cancel);

/// <summary>What a person does with what they were offered: into their plan in one step, or nothing at all.</summary>
internal sealed class Offering(MomentLog log, PutIntoMyPlan put)
{
    /// <summary>Null: it stands in their plan.</summary>
    public async Task<Refusal?> KeepAsync(Seat seat, long on, Me me, CancellationToken cancel) =>
        !seat.IsPerson ? Refusal.NotYours
        : (await log.ReadAsync(seat, on - 1, cancel)) is [{ Kind: MomentKind.Card, Choice: { } card } offered, ..] && offered.Seq == on && await put(me, card, cancel) ? null
        : Refusal.NothingThere;
}
