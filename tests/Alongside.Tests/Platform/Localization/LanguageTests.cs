using System.Net;
using System.Text.RegularExpressions;
using Alongside.Platform.Localization;
using Alongside.Tests.Platform.Html;

namespace Alongside.Tests.Platform.Localization;

public sealed partial class LanguageTests(PageHost host) : IClassFixture<PageHost>
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/help-now?x=1", "/help-now?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task A37_A_chosen_language_is_kept_and_leads_back_to_a_page_of_ours(string back, string led)
    {
        using var chosen = await host.Browser.PostAsync("/language", new FormUrlEncodedContent([new("language", "qps-Ploc"), new("back", back)]));

        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Equal(led, chosen.Headers.Location!.OriginalString);
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await host.Browser.SendAsync(again);
        Assert.Contains("<html lang=\"en-x-pseudo\" dir=\"ltr\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_we_do_not_have_changes_nothing()
    {
        using var chosen = await host.Browser.PostAsync("/language", new FormUrlEncodedContent([new("language", "xx"), new("back", "/")]));
        Assert.False(chosen.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("fr-FR, fr;q=0.9", "en")]
    [InlineData("fr, qps-Ploc;q=0.5", "en-x-pseudo")]
    [InlineData("en-GB", "en")]
    public async Task Without_a_choice_the_browser_is_asked(string accepts, string lang)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        using var page = await host.Browser.SendAsync(request);
        Assert.Contains($"<html lang=\"{lang}\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/leaving")]
    [InlineData("/soup")]
    [InlineData("/there-is-no-such-page")]
    public async Task Every_word_on_a_page_comes_from_the_texts(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", "qps-Ploc");
        using var page = await host.Browser.SendAsync(request);
        var html = await page.Content.ReadAsStringAsync();
        var body = WebUtility.HtmlDecode(Silent().Replace(html[html.IndexOf("<body", StringComparison.Ordinal)..], ""));
        var words = Tag().Split(body).Select(text => text.Trim()).Where(text => text.Any(char.IsLetter)).ToList();

        Assert.NotEmpty(words);
        string[] names = ["Alongside", "English", Cultures.OwnName(Cultures.Pseudo)];
        Assert.All(words.Except(names), text => Assert.Matches(@"^\[.*\]$", text));
    }

    [Fact]
    public void The_pseudo_language_is_a_third_longer_and_keeps_the_places()
    {
        var disguised = PseudoLocalizer.Disguise("{0} people are here now.");
        Assert.StartsWith("[{0} pé", disguised, StringComparison.Ordinal);
        Assert.EndsWith("·]", disguised, StringComparison.Ordinal);
        Assert.InRange(disguised.Length, 24 * 1.3, 24 * 1.5);
    }

    [GeneratedRegex("<script.*?</script>|<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Silent();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
