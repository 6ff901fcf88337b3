using Alongside.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alongside.Tests.Platform.Html;

/// <summary>The whole service on a port of its own, for tests about pages; in the pseudo-language too.</summary>
public sealed class PageHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("alongside-pages-").FullName;
    private WebApplication? app;

    public HttpClient Browser { get; private set; } = default!;

    internal IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = await App.BuildAsync(
            new Settings { Data = folder, Urls = "http://127.0.0.1:0", Cultures = ["en", "qps-Ploc"] },
            builder => builder.Logging.ClearProviders());
        // An endpoint that breaks, to see what is said then.
        app.MapGet("/test/broken", string () => throw new InvalidOperationException("canary in an exception"));
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
