using Alongside.Conversations;
using Alongside.Conversations.Care;
using Alongside.People;
using Microsoft.Extensions.Localization;

namespace Alongside.WaitingRoom;

/// <summary>Hours, arriving, waiting honestly, being met.</summary>
internal static class WaitingRoomHosting
{
    public static void AddWaitingRoom(this IServiceCollection services)
    {
        services.AddSingleton<Duties>();
        services.AddSingleton<Seen>();
        services.AddSingleton<Line>();
        services.AddSingleton<LetterWords>();
        services.AddSingleton<Door>();
        services.AddSingleton<Desks>();
        services.AddSingleton<Lookout>();
        services.AddHostedService(s => s.GetRequiredService<Lookout>());
        services.AddSingleton<FreeHands>(s => s.GetRequiredService<Lookout>().FreeBut);
        services.AddSingleton<TakesOver>(_ => Line.HasRoomAsync);
        services.AddSingleton<WhileWaiting>(s => WaitingRoomPages.Above(
            s.GetRequiredService<Lookout>(), s.GetRequiredService<IStringLocalizer<WaitingTexts>>()));
    }

    /// <summary>Takes note of who was here, for nothing but their place in the line, their duty, and a pause for their device.</summary>
    public static void UseWaitingRoom(this WebApplication app)
    {
        var seen = app.Services.GetRequiredService<Seen>();
        var devices = app.Services.GetRequiredService<DevicesSeen>();
        app.Use((context, next) =>
        {
            if (context.Features.Get<Me>() is { } me)
            {
                seen.Note(me.Person);
                devices.Note(me, context);
            }

            return next(context);
        });
    }

    public static void MapWaitingRoom(this IEndpointRouteBuilder routes)
    {
        routes.MapWaitingRoomApi();
        routes.MapWaitingRoomPages();
    }
}
