using System.Net;
using System.Text.RegularExpressions;

namespace Alongside.Tests.Platform.Html;

public sealed partial class ErrorsTests(PageHost host) : IClassFixture<PageHost>
{
    [Theory]
    [InlineData("/test/missing")]
    [InlineData("/test/forbidden")]
    [InlineData("/test/unknown")]
    public async Task What_is_refused_answers_like_what_was_never_there(string path)
    {
        using var never = await host.Browser.GetAsync("/there-is-no-such-page");
        using var refused = await host.Browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(Names(never), Names(refused));
        Assert.Equal(await TextAsync(never, "/there-is-no-such-page"), await TextAsync(refused, path));
        Assert.Contains("There is nothing here.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_api_a_refusal_is_problem_json_and_tells_no_more()
    {
        using var missing = await host.Browser.GetAsync("/api/there-is-no-such-thing");
        using var refused = await host.Browser.GetAsync("/api/test/forbidden");

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await missing.Content.ReadAsStringAsync(), await refused.Content.ReadAsStringAsync());
        Assert.Contains("\"title\":\"There is nothing here.\",\"status\":404", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/test/broken", "text/html")]
    [InlineData("/api/test/broken", "application/problem+json")]
    public async Task Our_own_fault_is_owned_and_tells_nothing_of_what_broke(string path, string type)
    {
        using var broken = await host.Browser.GetAsync(path);
        var body = await broken.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Equal(type, broken.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Something broke on our side.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", body, StringComparison.Ordinal);
        Assert.Equal("no-store", broken.Headers.CacheControl!.ToString());
    }

    private static string Names(HttpResponseMessage response) => string.Join(" ", response.Headers.Select(header => header.Key).Order());

    private static async Task<string> TextAsync(HttpResponseMessage response, string path) =>
        Nonces().Replace(await response.Content.ReadAsStringAsync(), "").Replace(path, "", StringComparison.Ordinal);

    [GeneratedRegex("nonce=\"[^\"]+\"")]
    private static partial Regex Nonces();
}
