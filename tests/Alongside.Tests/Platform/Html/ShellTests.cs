using System.Net;
using System.Text.RegularExpressions;
using Alongside.Platform.Html;
using Alongside.Stewardship;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Platform.Html;

public sealed partial class ShellTests(PageHost host) : IClassFixture<PageHost>
{
    public static TheoryData<string> Pages => ["/", "/help-now", "/leaving", "/look-around", "/there-is-no-such-page", "/test/broken"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A50_Every_page_runs_only_what_we_wrote_and_cannot_be_framed_or_guessed_at(string path)
    {
        using var first = await host.Browser.GetAsync(path);
        using var second = await host.Browser.GetAsync(path);
        var policy = Header(first, "Content-Security-Policy");
        var nonce = NonceIn().Match(policy).Groups[1].Value;

        Assert.Equal(22, nonce.Length);
        Assert.DoesNotContain(nonce, Header(second, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var part in new[] { "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'" })
        {
            Assert.Contains(part, policy, StringComparison.Ordinal);
        }

        Assert.Equal("nosniff", Header(first, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(first, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(first, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(first, "Cross-Origin-Resource-Policy"));
        Assert.Equal("DENY", Header(first, "X-Frame-Options"));
        Assert.Equal("no-store", Header(first, "Cache-Control"));
        Assert.Contains("camera=()", Header(first, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(first.Headers.Contains("Strict-Transport-Security"), "plain http cannot promise https");
        Assert.False(first.Headers.Contains("Server"));

        var html = await first.Content.ReadAsStringAsync();
        var runs = Runs().Matches(html);
        Assert.NotEmpty(runs);
        Assert.All(runs, tag => Assert.Contains($"nonce=\"{nonce}\"", tag.Value, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"<[^>]+\s(style|on\w+)=", html);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task U14_Every_page_begins_with_a_crisis_line_and_the_way_out(string path)
    {
        var html = await (await host.Browser.GetAsync(path)).Content.ReadAsStringAsync();
        var body = html[html.IndexOf("<body", StringComparison.Ordinal)..html.IndexOf("<main", StringComparison.Ordinal)];

        Assert.Matches("""^<body[^>]*>\s*<a class="skip" [^>]*>[^<]+</a>\s*<aside class="strip" """.Trim(), body);
        Assert.Contains($"href=\"{Policy.Default.FirstLine.Call}\"", body, StringComparison.Ordinal);
        Assert.Contains("href=\"/help-now\"", body, StringComparison.Ordinal);
        Assert.Contains("href=\"/leave\" data-exit", body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task U32_No_title_tells_what_this_place_is_about(string path)
    {
        var html = await (await host.Browser.GetAsync(path)).Content.ReadAsStringAsync();
        var title = TitleIn().Match(html).Groups[1].Value;

        Assert.NotEmpty(title);
        Assert.DoesNotMatch("(?i)crisis|danger|peer|support|mental|health|suicid|dying|help|listen|talk|recover|wait", title);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A40_No_page_asks_another_origin_for_anything(string path)
    {
        var html = await (await host.Browser.GetAsync(path)).Content.ReadAsStringAsync();

        var addresses = Addresses().Matches(html).Select(found => WebUtility.HtmlDecode(found.Groups[1].Value)).ToList();
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.Matches("^(/(?!/)|#|tel:|sms:|data:)", address));
        Assert.DoesNotMatch(@"url\((?!#)|@import", html);
    }

    [Fact]
    public void A40_No_asset_names_another_origin()
    {
        var assets = host.Services.GetRequiredService<Assets>().All;
        Assert.Contains(assets, asset => asset.Path == "/js/exit.js");
        foreach (var asset in assets)
        {
            var text = System.Text.Encoding.UTF8.GetString(asset.Bytes).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotMatch("https?://|sendBeacon|//[a-z]+\\.", text);
        }
    }

    [Fact]
    public async Task U03_The_first_page_with_all_it_asks_for_weighs_at_most_30_KB_in_4_requests()
    {
        var html = await host.Browser.GetByteArrayAsync("/");
        var text = System.Text.Encoding.UTF8.GetString(html);
        var asked = Asked().Matches(text).Select(found => found.Groups[1].Value).Where(address => address.StartsWith('/')).Distinct().ToList();
        var weight = html.Length;
        foreach (var address in asked)
        {
            weight += (await host.Browser.GetByteArrayAsync(address)).Length;
        }

        Assert.Contains(asked, address => address.StartsWith("/js/exit.js?v=", StringComparison.Ordinal));
        Assert.InRange(asked.Count + 1, 2, 4);
        Assert.InRange(weight, 5_000, 30 * 1024);
    }

    [Fact]
    public async Task A_file_is_kept_for_ever_only_under_the_address_of_what_is_in_it()
    {
        var asset = host.Services.GetRequiredService<Assets>().All.First(asset => asset.Path == "/js/exit.js");
        using var current = await host.Browser.GetAsync(asset.Address);
        using var plain = await host.Browser.GetAsync(asset.Path);
        using var other = await host.Browser.GetAsync(asset.Path + "?v=000000000000");

        Assert.Equal(Assets.Forever, Header(current, "Cache-Control"));
        Assert.Equal("no-store", Header(plain, "Cache-Control"));
        Assert.Equal("no-store", Header(other, "Cache-Control"));
        Assert.Equal(asset.Bytes, await other.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public void Every_file_has_a_route_of_its_own_and_no_route_takes_a_path()
    {
        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<PublicFile>() is not null).ToList();

        Assert.Equal(host.Services.GetRequiredService<Assets>().All.Count, routes.Count);
        Assert.All(routes, route => Assert.Empty(route.RoutePattern.Parameters));
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    [GeneratedRegex("script-src 'nonce-([^']+)'")]
    private static partial Regex NonceIn();

    [GeneratedRegex("<(?:script|style)[^>]*>")]
    private static partial Regex Runs();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex TitleIn();

    [GeneratedRegex("\\s(?:href|src|action|formaction|srcset|poster)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<(?:script|img|link)[^>]*\\s(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Asked();
}
