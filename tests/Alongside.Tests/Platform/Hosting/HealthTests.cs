using System.Net;
using Alongside.Platform.Hosting;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Alongside.Tests.Platform.Hosting;

public sealed class HealthTests
{
    [Theory, OnBothDatabases]
    public async Task A_house_whose_database_is_gone_is_live_and_not_ready(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var http = new HttpClient { BaseAddress = house.Address };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/ready")).StatusCode);

        await house.Services.GetRequiredService<Database>().ExecuteAsync("drop table schema_change", null, default);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/live")).StatusCode);
    }

    [Fact]
    public async Task A06_a_body_larger_than_anything_people_write_is_refused_as_too_large()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite, b => b.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, CountsBytes>()));
        using var http = new HttpClient { BaseAddress = house.Address };

        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("/count", new ByteArrayContent(new byte[Serving.LargestBody]))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.PostAsync("/count", new ByteArrayContent(new byte[Serving.LargestBody + 1]))).StatusCode);
    }

    [Fact]
    public async Task No_answer_names_the_server_software()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient { BaseAddress = house.Address };

        Assert.Empty((await http.GetAsync("/live")).Headers.Server);
    }

    private sealed class CountsBytes : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/count", count => count.Run(async context => await context.Request.Body.CopyToAsync(Stream.Null)));
            next(app);
        };
    }
}
