using Alongside.Conversations;
using Alongside.Conversations.Care;
using Alongside.People;

namespace Alongside.WaitingRoom;

/// <summary>The way into the line, which a pause closes for a while. Whoever is in a conversation keeps it.</summary>
internal sealed class Door(Pauses pauses, Seats seats)
{
    public async Task<Pause?> PausedAsync(Me? me, HttpContext context, CancellationToken cancel) =>
        await pauses.StandingAsync(me?.Person, DeviceSeen.Of(context), cancel) is { } pause
        && (me is null || (await seats.OfAsync(me.Person, cancel)).All(c => c.EndedAt is not null))
            ? pause
            : null;
}
