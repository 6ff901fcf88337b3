using Alongside.Conversations;
using Alongside.Growth;
using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Live;
using Alongside.Platform.Localization;
using Alongside.Platform.Storage;
using Alongside.Practice;
using Alongside.Resources;
using Alongside.Space;
using Alongside.Stewardship;
using Alongside.Study;
using Alongside.WaitingRoom;

namespace Alongside;

/// <summary>The whole service, put together: one Add and one Map per capability.</summary>
internal static class App
{
    /// <param name="settings">What the steward set.</param>
    /// <param name="adjust">For tests: a last word on the services.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    public static async Task<WebApplication> BuildAsync(
        Settings settings, Action<WebApplicationBuilder>? adjust = null, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(App).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(settings.Urls);
        builder.AddServing();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLive(settings);
        await builder.Services.AddStorageAsync(settings, TimeProvider.System, cancel);
        builder.Services.AddMachineInterface();
        builder.Services.AddOurLocalization();
        builder.Services.AddHtml();
        builder.Services.AddPeople();
        builder.Services.AddPolicy(settings);
        builder.Services.AddConversations(settings.Database is null ? Dialect.Sqlite : Dialect.Postgres);
        builder.Services.AddLibrary();
        builder.Services.AddSpace();
        builder.Services.AddWaitingRoom();
        builder.Services.AddStudy();
        builder.Services.AddPractice();
        builder.Services.AddGrowth();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseStorage();
        await app.UsePolicyAsync(cancel);
        app.UseOurLocalization();
        app.UseHtml();
        app.UsePeople();
        app.UseWaitingRoom();
        app.MapOurLocalization();
        app.MapHtml();
        app.MapPeople();
        app.MapPolicyPages();
        app.MapHealth();
        app.MapOpenApi().ForAnyone();
        app.MapResources();
        app.MapConversations();
        app.MapLibrary();
        app.MapSpace();
        app.MapWaitingRoom();
        app.MapStudy();
        app.MapPractice();
        app.MapGrowth();
        app.BuildEndpointsOnce();
        return app;
    }
}
