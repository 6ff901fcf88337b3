using Alongside.Conversations.Care;
using Alongside.Conversations.Craft;
using Alongside.Platform.Live;
using Alongside.Platform.Storage;

namespace Alongside.Conversations;

/// <summary>Moments, the log, the stream, the page.</summary>
internal static class ConversationsHosting
{
    public static void AddConversations(this IServiceCollection services, Dialect dialect)
    {
        Columns.TeachId(id => id.Value, text => new ConversationId(text));
        Columns.TeachId(id => id.Value, text => new PieceId(text));
        // What is not quite what we asked for is refused, never guessed.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.MaxDepth = 16;
        });
        services.AddSingleton<Seats>();
        services.AddSingleton<MomentLog>();
        services.AddSingleton<Taking>();
        services.AddSingleton<Offering>();
        services.AddSingleton<HandingOver>();
        services.AddSingleton<Readerships>();
        services.AddSingleton<Endings>();
        services.AddSingleton<Decisions>();
        services.AddSingleton<Carrying>();
        services.AddSingleton<Heard>();
        services.AddSingleton<Untangling>();
        services.AddSingleton<UntanglePages.Shown>();
        services.AddSingleton<LettingGo>();
        services.AddHostedService(s => s.GetRequiredService<LettingGo>());
        services.AddSingleton<DevicesSeen>();
        services.AddSingleton<Outside>();
        services.AddSingleton<Releases>();
        services.AddSingleton<Pauses>();
        services.AddHostedService(s => s.GetRequiredService<Pauses>());
        services.AddSingleton<Openings>();
        services.AddSingleton<Pace>();
        services.AddSingleton<StoryPieces>();
        services.AddSingleton<ConversationSheets>();
        services.AddSingleton<MomentStream.Sources>();
        services.AddSingleton<MomentStreams>();
        services.AddHostedService(s => s.GetRequiredService<MomentStreams>());
        if (dialect is Dialect.Sqlite)
        {
            services.AddSingleton<IMomentWriter, SqliteMomentWriter>();
        }
        else
        {
            services.AddSingleton<PostgresMomentWriter>();
            services.AddSingleton<IMomentWriter>(s => s.GetRequiredService<PostgresMomentWriter>());
            services.AddHostedService(s => s.GetRequiredService<PostgresMomentWriter>());
        }
    }

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes.MapConversationApi();
        routes.MapConversationPages();
        routes.MapAfterPages();
        routes.MapUntanglePages();
        routes.MapPausePages();
        routes.MapReleasePages();
        routes.MapPiecePages();
        if (routes.ServiceProvider.GetService<PostgresNudges>() is { } line)
        {
            line.LineWasCut += routes.ServiceProvider.GetRequiredService<Readerships>().WakeEveryone;
        }
    }
}
