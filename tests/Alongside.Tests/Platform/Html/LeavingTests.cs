using System.Net;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Platform.Html;

public sealed class LeavingTests(PageHost host) : IClassFixture<PageHost>
{
    [Theory]
    [InlineData(null)]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task U16_Leaving_takes_everything_of_ours_off_the_device_and_shows_soup(string? site)
    {
        var before = host.Left;
        using var left = await LeaveAsync(site);

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal("/soup", left.Headers.Location!.OriginalString);
        Assert.Equal("\"cookies\", \"storage\"", left.Headers.GetValues("Clear-Site-Data").Single());
        var taken = left.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, taken.Count);
        Assert.All(taken, cookie => Assert.Contains("expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal));
        Assert.Contains(taken, cookie => cookie.StartsWith("__Host-me=", StringComparison.Ordinal) && cookie.Contains("secure", StringComparison.Ordinal));
        Assert.Equal(before + 1, host.Left);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Another_site_cannot_make_anyone_leave(string site)
    {
        var before = host.Left;
        using var left = await LeaveAsync(site);

        Assert.Equal("/soup", left.Headers.Location!.OriginalString);
        Assert.False(left.Headers.Contains("Set-Cookie"));
        Assert.False(left.Headers.Contains("Clear-Site-Data"));
        Assert.Equal(before, host.Left);
    }

    [Fact]
    public async Task A19_A_cookie_copied_before_leaving_is_dead_after()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        var sessions = house.Services.GetRequiredService<Sessions>();
        Assert.Single(await sessions.OfAsync(ada.Id, default));

        using var left = await ada.Http.GetAsync("/leave");

        Assert.Equal("/soup", left.Headers.Location!.OriginalString);
        Assert.Empty(await sessions.OfAsync(ada.Id, default));
    }

    [Fact]
    public async Task Soup_looks_like_anybodys_page()
    {
        var soup = await host.Browser.GetStringAsync("/soup");

        Assert.Contains("<title>Simple soups</title>", soup, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)alongside|988|crisis|listen|class=|/js/|manifest|/leave|/help", soup);
    }

    [Fact]
    public async Task U18_Every_page_leads_to_where_it_says_that_history_is_not_erased()
    {
        Assert.Contains("href=\"/leaving\"", await host.Browser.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("does not erase your history", await host.Browser.GetStringAsync("/leaving"), StringComparison.Ordinal);
    }

    [Fact]
    public void U33_The_way_out_sends_nothing()
    {
        var script = System.Text.Encoding.UTF8.GetString(host.Services.GetRequiredService<Assets>().All.Single(asset => asset.Path == "/js/exit.js").Bytes);
        Assert.Contains("location.replace(", script, StringComparison.Ordinal);
        Assert.DoesNotMatch("fetch|XMLHttpRequest|sendBeacon|Image\\(|WebSocket", script);
    }

    private async Task<HttpResponseMessage> LeaveAsync(string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/leave");
        request.Headers.Add("Cookie", "__Host-me=abc; language=c%3Den%7Cuic%3Den");
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return await host.Browser.SendAsync(request);
    }
}
