using Alongside.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Alongside.Browser;

/// <summary>The system's own Chromium, started once for the whole run. No browser is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Missing = "skipped: Chromium is not installed on this machine";

    // Nothing that Chromium would do by itself: no updates, no accounts, no network beyond the pages.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // A microphone that beeps. Who may listen is asked as ever, and refused unless a test lets it.
        "--use-fake-device-for-media-stream",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static string? Program { get; } = Find();

    /// <summary>Each person gets a context of their own in it.</summary>
    public IBrowser Browser => browser ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
        // Patience for a machine that does other things beside; no test waits for it when all is well.
        Assertions.SetDefaultExpectTimeout(30_000);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in new[] { "chromium", "chromium-browser", "google-chrome" }
         let program = Path.Combine(folder, name)
         where File.Exists(program)
         select program).FirstOrDefault();
}
