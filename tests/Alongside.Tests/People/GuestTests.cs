using System.Net;
using System.Net.Http.Json;
using Alongside.People;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.People;

public sealed class GuestTests
{
    [Theory, OnBothDatabases]
    public async Task Somebody_new_gets_a_name_and_a_cookie_that_only_our_host_ever_sees(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();

        var answer = await nobody.Http.PostAsync("/api/guests", null);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-alongside=", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "secure", "httponly", "samesite=lax", "path=/", "max-age=2592000" })
        {
            Assert.Contains(part, cookie, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<GuestReceipt>())!.Name);
    }

    [Theory, OnBothDatabases]
    public async Task A_guest_who_comes_again_stays_who_they_are(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();

        var answer = await ada.Http.PostAsync("/api/guests", null);

        Assert.Equal(ada.Name, (await answer.Content.ReadFromJsonAsync<GuestReceipt>())!.Name);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory, OnBothDatabases]
    public async Task A19_a_cookie_somebody_else_made_up_is_never_taken_over(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var nobody = house.Nobody();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/guests");
        request.Headers.Add("Cookie", SessionCookie.HeaderOf("planted-by-somebody-else"));

        var answer = await nobody.Http.SendAsync(request);

        Assert.DoesNotContain("planted", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A24_A25_one_network_can_use_up_only_its_own_arrivals(DatabaseKind on)
    {
        var settings = (await House.FreshSettingsAsync(on)) with { Proxy = "127.0.0.1" };
        var clock = new TestClock(stands: true);
        await using var house = await House.OpenAsync(settings, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var nobody = house.Nobody();

        // Every address of one /64 shares a bucket.
        var statuses = new List<HttpStatusCode>();
        for (var n = 1; n <= 121; n++)
        {
            statuses.Add((await ArriveFromAsync(nobody, $"2001:db8:0:1::{n:x}")).StatusCode);
        }

        Assert.All(statuses.Take(120), s => Assert.Equal(HttpStatusCode.Created, s));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[120]);
        Assert.Equal(HttpStatusCode.Created, (await ArriveFromAsync(nobody, "2001:db8:0:2::1")).StatusCode);

        var refused = await ArriveFromAsync(nobody, "2001:db8:0:1::1");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        clock.Move(refused.Headers.RetryAfter.Delta.Value);
        Assert.Equal(HttpStatusCode.Created, (await ArriveFromAsync(nobody, "2001:db8:0:1::1")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A23_A24_without_a_proxy_nobody_is_believed_about_where_they_come_from(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(new TestClock(stands: true)));
        using var nobody = house.Nobody();
        var last = HttpStatusCode.Created;
        for (var n = 1; n <= 121; n++)
        {
            last = (await ArriveFromAsync(nobody, $"203.0.113.{n}")).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static async Task<HttpResponseMessage> ArriveFromAsync(Someone nobody, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/guests");
        request.Headers.Add("X-Forwarded-For", address);
        return await nobody.Http.SendAsync(request);
    }
}
