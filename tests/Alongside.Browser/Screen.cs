using System.Collections.Concurrent;
using Alongside.People;

namespace Alongside.Browser;

/// <summary>
/// Somebody's own browser window, as a fresh device would have it. It listens to everything the pages do behind the
/// glass: a request to anybody else, a broken rule of the page's own policy, an error in a script.
/// </summary>
internal sealed class Screen
{
    // What the page's policy refused is told by an event, before the console words it.
    private const string TellRefusals =
        "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`))";

    private readonly ConcurrentQueue<string> complaints = new();

    private Screen(Uri house, IBrowserContext context, IPage page)
    {
        House = house;
        Context = context;
        Page = page;
        context.Request += (_, request) => Note(IsElsewhere(request.Url), $"asked another house: {request.Url}");
        context.Response += (_, response) => Note(
            response.Status >= 400 && response.Request.ResourceType is "script" or "stylesheet" or "image" or "font" or "manifest",
            $"{response.Status} for {response.Url}");
        // A page or an answer that is refused on purpose is the test's own matter; everything else on the console is a fault.
        context.Console += (_, message) => Note(
            message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal),
            $"console {message.Type}: {message.Text} ({message.Location})");
        context.WebError += (_, error) => complaints.Enqueue($"script: {error.Error}");
        page.Dialog += async (_, dialog) =>
        {
            Note(dialog.Type is not "beforeunload", $"a box popped up: {dialog.Message}");
            await dialog.AcceptAsync();
        };
    }

    public Uri House { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What nobody should ever find here.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <param name="browser">Whose window it is.</param>
    /// <param name="house">Where the pages are.</param>
    /// <param name="token">The session this device already has; null: a stranger's.</param>
    /// <param name="adjust">What is special about this device.</param>
    public static async Task<Screen> OpenAsync(IBrowser browser, Uri house, string? token, Action<BrowserNewContextOptions>? adjust)
    {
        var device = new BrowserNewContextOptions
        {
            BaseURL = house.ToString(),
            Locale = "en-US",
            ViewportSize = new() { Width = 1280, Height = 800 },
        };
        adjust?.Invoke(device);
        var context = await browser.NewContextAsync(device);
        await context.AddInitScriptAsync(TellRefusals);
        var screen = new Screen(house, context, await context.NewPageAsync());
        if (token is not null)
        {
            await screen.EnterAsync(token);
        }

        return screen;
    }

    /// <summary>
    /// From now on this device has that session. Put there as if it came over https, which a __Host- cookie asks for;
    /// Chromium sends it to this machine over plain http too.
    /// </summary>
    public Task EnterAsync(string token) => Context.AddCookiesAsync(
        [new() { Name = SessionCookie.Name, Value = token, Url = $"https://{House.Authority}/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(path);

    private bool IsElsewhere(string url) =>
        new Uri(url) is { Scheme: not ("data" or "blob" or "about") } asked && asked.Authority != House.Authority;

    private void Note(bool wrong, string what)
    {
        if (wrong)
        {
            complaints.Enqueue(what);
        }
    }
}
