using Alongside.Conversations.Care;
using Alongside.Conversations.Craft;
using Alongside.People;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Components;

namespace Alongside.Conversations;

/// <summary>Puts together what a page of a conversation shows.</summary>
internal sealed class ConversationSheets(
    Seats seats, MomentLog log, Names names, Readerships readers, Releases releases, StoryPieces pieces, IEnumerable<WhileWaiting> waiting,
    WhatToOffer whatToOffer, WhatIsKept whatIsKept, TimeProvider clock)
{
    /// <summary>Through my seat only; null for a stranger and for nothing there alike. Showing it marks it as read.</summary>
    public async Task<ConversationSheet?> OfAsync(ConversationId id, Me me, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat
            || (await seats.OfAsync(me.Person, cancel)).FirstOrDefault(c => c.ConversationId == id) is not { } seated)
        {
            return null;
        }

        var moments = await log.ReadAllAsync(seat, cancel);
        // The log alone says how things stand: a seat read a moment earlier could contradict the words below it, and the
        // page would go on waiting for somebody it shows as here.
        var standing = Standing.Of(moments);
        var with = !seat.IsPerson ? seated.OtherId is { } other ? await names.OfAsync(other, cancel) : null
            : standing.State is "waiting" ? null
            : moments.LastOrDefault(m => m.Kind is MomentKind.Joined)?.Name;
        var offered = moments.Where(m => m.Kind is MomentKind.Card).Select(m => m.Choice).ToHashSet();
        var offers = seat.IsPerson && offered.Count == 0 ? [] : await whatToOffer(cancel);
        var otherSide = seat.IsPerson ? Side.Specialist : Side.Person;
        var sheet = new ConversationSheet(
            id.Value, seat.Side.Name(), seat.Name, standing, with, readers.IsHere(id, otherSide), readers.IsReading(id, otherSide),
            [.. moments.Select(MomentView.Of)], seat.IsPerson && standing.State is not "ended" ? Above(seat) : null,
            [.. offers.Where(o => !seat.IsPerson || offered.Contains(o.Id))],
            seat.IsPerson && offered.Count > 0 ? await whatIsKept(me, cancel) : new HashSet<string>())
        {
            Released = seat.IsPerson ? await releases.OfAsync(seat, cancel) : null,
            Pieces = seat.IsPerson ? [] : await pieces.OfAsync(me.Person, cancel),
        };
        await seats.MarkReadAsync(seat, sheet.LastSeq, cancel).OrLaterAsync(clock);
        return sheet;
    }

    private RenderFragment Above(Seat seat) => builder =>
    {
        foreach (var block in waiting)
        {
            builder.AddContent(0, block(seat));
        }
    };
}
