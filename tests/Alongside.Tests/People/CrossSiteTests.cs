using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Alongside.Tests.People;

public sealed class CrossSiteTests
{
    public static TheoryData<string?, string?, HttpStatusCode> Senders => new()
    {
        { null, null, HttpStatusCode.Created },
        { "same-origin", "self", HttpStatusCode.Created },
        { "none", null, HttpStatusCode.Created },
        { null, "self", HttpStatusCode.Created },
        { null, "https://listen.example.org", HttpStatusCode.Created },
        { "cross-site", "https://evil.example", HttpStatusCode.Forbidden },
        { "same-site", null, HttpStatusCode.Forbidden },
        { "same-origin", "https://evil.example", HttpStatusCode.Forbidden },
        { null, "https://evil.example", HttpStatusCode.Forbidden },
        { null, "null", HttpStatusCode.Forbidden },
        { null, "https://listen.example.org.evil.example", HttpStatusCode.Forbidden },
    };

    [Theory, MemberData(nameof(Senders))]
    public async Task A18_a_browser_may_only_act_here_from_our_own_pages(string? site, string? origin, HttpStatusCode expected)
    {
        var settings = (await House.FreshSettingsAsync(DatabaseKind.Sqlite)) with { PublicAddress = new Uri("https://listen.example.org") };
        await using var house = await House.OpenAsync(settings);
        using var nobody = house.Nobody();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/guests");
        Add(request, "Sec-Fetch-Site", site);
        Add(request, "Origin", origin is "self" ? house.Address.GetLeftPart(UriPartial.Authority) : origin);

        var answer = await nobody.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected is HttpStatusCode.Created, answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A18_what_a_form_of_another_site_could_send_is_not_read_as_json(string type)
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        using var content = new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue(type));

        var answer = await nobody.Http.PostAsync("/api/guests", content);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Reading_is_served_wherever_the_link_stood()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var nobody = house.Nobody();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing-here");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.SendAsync(request)).StatusCode);
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
