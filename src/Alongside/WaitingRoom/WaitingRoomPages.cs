using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.Extensions.Localization;

namespace Alongside.WaitingRoom;

/// <summary>The pages between arriving and being met.</summary>
internal static class WaitingRoomPages
{
    public static IEndpointRouteBuilder MapWaitingRoomPages(this IEndpointRouteBuilder routes)
    {
        // Anyone: the first page asks nothing of anybody.
        routes.MapGet("/", (Me? me, Lookout lookout, IStringLocalizer<WaitingTexts> texts) => Pages.Show<HomePage>(new
        {
            OnDuty = (int?)lookout.Latest.OnDuty.Count,
            Wait = lookout.Latest.Range is { } range ? WaitWords.Of(range, texts) : null,
            HasShelf = me is { Role: Role.Person },
        })).ForAnyone();
        routes.MapGet("/look-around", () => Pages.Show<LookAroundPage>()).ForAnyone();
        TalkPages.Map(routes);
        DeskPages.Map(routes);
        return routes;
    }

    /// <summary>What stands above the words of somebody who waits.</summary>
    public static WhileWaiting Above(Lookout lookout, IStringLocalizer<WaitingTexts> texts) => seat => builder =>
    {
        var place = lookout.PlaceOf(seat.Person);
        builder.OpenComponent<WaitingBlock>(0);
        builder.AddComponentParameter(1, nameof(WaitingBlock.Before), place?.Before ?? 0);
        builder.AddComponentParameter(2, nameof(WaitingBlock.Wait), place?.Range is { } range ? WaitWords.Of(range, texts) : null);
        builder.CloseComponent();
    };
}
