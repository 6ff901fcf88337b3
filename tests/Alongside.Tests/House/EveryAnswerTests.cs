using System.Net;
using System.Text.RegularExpressions;
using Alongside.People;
using Alongside.Tests.Study.Letters;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Rules;

/// <summary>What holds for every answer to everybody, found by the table of endpoints so that none is forgotten.</summary>
public sealed partial class EveryAnswerTests
{
    [Fact]
    public async Task A40_A41_A42_A50_every_answer_stays_here_and_tells_nothing_to_whoever_comes_after()
    {
        await using var house = await House.OpenAsync((await House.FreshSettingsAsync(DatabaseKind.Sqlite)).WithMail(1));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var stella = await house.StellaAsync();
        using var nobody = house.Nobody();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "https://evil.example/x.png <img src=//evil.example> javascript:alert(1)");
        var invitation = await house.Services.GetRequiredService<Invitations>().MakeAsync(Role.Specialist);
        var pages = new HashSet<string>();
        foreach (var door in Door.AllOf(house).Where(d => d.Method == "GET"))
        {
            foreach (var someone in new[] { nobody, ada, ben, stella })
            {
                var path = door.At(door.Path.Contains("{token}", StringComparison.Ordinal) ? invitation : conversation);
                using var answer = await someone.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                Holds(answer, path);
                if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    HoldsForAPage(await answer.Content.ReadAsStringAsync());
                    if (answer.StatusCode is HttpStatusCode.OK)
                    {
                        pages.Add(door.Path);
                    }
                }
            }
        }

        foreach (var page in new[] { "/", "/talk", "/conversations/{id}", "/desk", "/desk/{id}", "/sessions", "/sign-in", "/return", "/invitation/{token}", "/help-now" })
        {
            Assert.Contains(page, pages);
        }
    }

    [Fact]
    public async Task A42_after_signing_out_the_same_cookie_shows_nothing()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        await ada.SaidAsync(conversation, "only for us");
        Assert.Contains("only for us", await ada.Http.GetStringAsync($"/conversations/{conversation}"), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([]);
        await ada.Http.PostAsync("/sign-out", form);

        foreach (var path in new[] { $"/conversations/{conversation}", $"/api/conversations/{conversation}/moments", "/sessions", "/api/conversations" })
        {
            using var answer = await ada.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("only for us", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static void Holds(HttpResponseMessage answer, string path)
    {
        Assert.Equal((path, "no-store"), (path, answer.Headers.CacheControl?.ToString()));
        Assert.Equal((path, "nosniff"), (path, Header(answer, "X-Content-Type-Options")));
        Assert.Equal((path, "no-referrer"), (path, Header(answer, "Referrer-Policy")));
        Assert.Equal((path, "same-origin"), (path, Header(answer, "Cross-Origin-Opener-Policy")));
        Assert.Equal((path, "same-origin"), (path, Header(answer, "Cross-Origin-Resource-Policy")));
        var policy = Header(answer, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?:|unsafe|\\*", policy);
        Assert.False(answer.Headers.Contains("Link"), path);
    }

    private static void HoldsForAPage(string html)
    {
        // What a browser would fetch or follow; words are letters and may say what they like.
        Assert.All(Addresses().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)),
            address => Assert.Matches("^(/(?!/)|#|tel:|sms:|data:|\\?|$)", address));
        Assert.DoesNotMatch("<(?:img|iframe|object|embed|base|meta http-equiv)[^>]*(?:evil|https?:|//)", html);
        var title = Title().Match(html).Groups[1].Value;
        Assert.NotEmpty(title);
        Assert.DoesNotMatch("(?i)crisis|danger|peer|support|mental|health|suicid|dying|help|listen|recover|evil", title);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    [GeneratedRegex("<[a-z][^<>]*\\s(?:href|src|action|formaction|srcset|poster)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex Title();
}
