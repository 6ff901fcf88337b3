using Alongside.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests;

/// <summary>
/// The whole service on a real port of this machine, over a database of its own. Dispose it and start another over the
/// same <see cref="Settings"/> to see what a restart keeps.
/// </summary>
internal sealed class House : IAsyncDisposable
{
    private readonly WebApplication app;

    private House(WebApplication app, Settings settings)
    {
        this.app = app;
        Settings = settings;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Settings Settings { get; }

    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Settings of a new, empty house.</summary>
    public static async Task<Settings> FreshSettingsAsync(DatabaseKind on) => new()
    {
        Data = Directory.CreateTempSubdirectory("alongside-test-").FullName,
        Database = on is DatabaseKind.Postgres ? await Postgres.ConnectionStringAsync() : null,
        Schema = Postgres.FreshSchema(),
        Urls = "http://127.0.0.1:0",
    };

    public static async Task<House> OpenAsync(
        DatabaseKind on, Action<WebApplicationBuilder>? adjust = null, Action<WebApplication>? map = null) =>
        await OpenAsync(await FreshSettingsAsync(on), adjust, map);

    /// <param name="settings">What the steward set.</param>
    /// <param name="adjust">A last word on the services.</param>
    /// <param name="map">Endpoints of the test's own, beside the house's.</param>
    public static async Task<House> OpenAsync(
        Settings settings, Action<WebApplicationBuilder>? adjust = null, Action<WebApplication>? map = null)
    {
        var app = await App.BuildAsync(settings, adjust);
        map?.Invoke(app);
        await app.StartAsync();
        return new House(app, settings);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
