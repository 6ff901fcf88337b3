using Alongside.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Alongside.Browser;

/// <summary>Those who watch every page would notice: a page with everything wrong is caught at each fault.</summary>
public sealed class WatchTests(Chromium chromium) : PageTest(chromium)
{
    private readonly Chromium chromium = chromium;

    [Fact]
    public async Task A_page_that_asks_elsewhere_or_breaks_the_rules_is_noticed()
    {
            const string Page =
            """
            <!doctype html><html lang="en"><title>A page</title>
            <img src="http://127.0.0.1:9/beacon.png" alt=""><p onclick="alert(1)">Handlers</p><script>document.title = "inline"</script></html>
            """;
        var house = await HouseAsync(map: app => app.MapGet("/test/leaky", () => TypedResults.Content(Page, "text/html")).ForAnyone());
        var screen = await Screen.OpenAsync(chromium.Browser, house.Address, null, null);

        await screen.GoAsync("/");
        await screen.Page.EvaluateAsync("() => { document.body.append(Object.assign(new Image(), { src: '/missing.png' })); setTimeout(() => { throw new Error('broken'); }); }");
        await screen.Page.WaitForConditionAsync(() => screen.Complaints.Count >= 2);
        await screen.GoAsync("/test/leaky");
        await screen.Page.EvaluateAsync("() => { location.href = 'http://127.0.0.1:9/away'; }");
        await screen.Page.WaitForConditionAsync(() => screen.Complaints.Any(c => c.StartsWith("asked another house", StringComparison.Ordinal)));
        await screen.Context.CloseAsync();

        Assert.Contains(screen.Complaints, c => c.StartsWith("404 for", StringComparison.Ordinal) && c.EndsWith("/missing.png", StringComparison.Ordinal));
        Assert.Contains(screen.Complaints, c => c.StartsWith("script: ", StringComparison.Ordinal) && c.Contains("broken", StringComparison.Ordinal));
        Assert.Contains(screen.Complaints, c => c.Contains("policy: img-src", StringComparison.Ordinal));
        Assert.Contains(screen.Complaints, c => c.Contains("policy: script-src", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_few_can_read_is_noticed()
    {
        const string Page =
            """
            <!doctype html><html><title>Suicide support</title><aside class="strip"><a href="/x">More</a></aside><a data-exit href="/leave">Leave</a>
            <main><p id="faint">Faint words</p><img width="20" height="20"><p id="wide">Wide</p><a class="button" href="/">Go</a><div id="over">&nbsp;</div></main></html>
            """;
        var house = await HouseAsync(map: app => app.MapGet("/test/careless", () => TypedResults.Content(Page, "text/html")).ForAnyone());
        var screen = await StrangerAsync(house);
        await screen.GoAsync("/test/careless");
        await screen.Page.EvaluateAsync(
            """
            () => {
              faint.style.color = "#bbb";
              wide.style.inlineSize = "3000px";
              over.style.cssText = "position: fixed; inset: 0; z-index: 99";
            }
            """);

        var faults = await Looking.OverAsync(screen, "careless");

        foreach (var expected in new[] { "color-contrast at #faint", "image-alt", "html-has-lang", "U07", "U08", "U14", "U16", "U32" })
        {
            Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_focus_that_cannot_be_seen_is_noticed()
    {
        const string Page = """<!doctype html><html lang="en"><title>A page</title><p><a id="a" href="/a">First</a></p><p><a id="b" href="/b">Second</a></p><div id="over">&nbsp;</div></html>""";
        var house = await HouseAsync(map: app => app.MapGet("/test/dim", () => TypedResults.Content(Page, "text/html")).ForAnyone());
        var screen = await StrangerAsync(house);
        await screen.GoAsync("/test/dim");

        await screen.Page.EvaluateAsync("() => { a.style.outline = 'none'; b.style.outline = '3px solid black'; over.style.cssText = 'position: fixed; inset: 0'; }");
        var bare = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => screen.TabToAsync("#a"));
        Assert.Contains("no outline", bare.Message, StringComparison.Ordinal);
        var covered = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => screen.TabToAsync("#b"));
        Assert.Contains("covered", covered.Message, StringComparison.Ordinal);
    }
}
