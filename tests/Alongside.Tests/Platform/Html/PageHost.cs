using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Platform.Html;

/// <summary>The whole service on a port of its own, for tests about pages; in the pseudo-language too.</summary>
public sealed class PageHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("alongside-pages-").FullName;
    private WebApplication? app;

    public HttpClient Browser { get; private set; } = default!;

    /// <summary>How often somebody left.</summary>
    public int Left { get; private set; }

    internal IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = await App.BuildAsync(
            new Settings { Data = folder, Urls = "http://127.0.0.1:0", Cultures = ["en", "qps-Ploc"] },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<OnLeaving>((_, _) =>
                {
                    Left++;
                    return Task.CompletedTask;
                });
            });
        // Endpoints that break and refuse, to see what is said then.
        foreach (var under in new[] { "", "/api" })
        {
            app.MapGet(under + "/test/broken", string () => throw new InvalidOperationException("canary in an exception")).AllowAnonymous();
            app.MapGet(under + "/test/missing", () => TypedResults.NotFound()).AllowAnonymous();
            app.MapGet(under + "/test/forbidden", () => TypedResults.StatusCode(403)).AllowAnonymous();
            app.MapGet(under + "/test/unknown", () => TypedResults.StatusCode(401)).AllowAnonymous();
        }

        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
