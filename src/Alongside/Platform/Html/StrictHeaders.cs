namespace Alongside.Platform.Html;

/// <summary>Says on every response what a browser may do with it: as little as possible.</summary>
internal sealed class StrictHeaders(RequestDelegate next)
{
    // Only a response that asked for a nonce is a page; anything else may run nothing at all.
    private const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A worker asks our own house for pages, and runs nothing but itself.
    private const string WorkerRuns = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly object Trusted = new();
    private static readonly object Sounds = new();

    // What we use ourselves (passkeys, copying one's own return words) stays; the rest is denied by name.
    private const string Permissions =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), " +
        "clipboard-read=(), clipboard-write=(self), compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), " +
        "geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), " +
        "magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), private-state-token-issuance=(), " +
        "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), " +
        "storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

    /// <summary>Lets this page make one policy for script addresses, by name.</summary>
    public static void Trust(HttpContext context, string policy) => context.Items[Trusted] = policy;

    /// <summary>Lets this page play sounds, or record them.</summary>
    public static void Let(HttpContext context, Sound sound) => context.Items[Sounds] = sound;

    public Task InvokeAsync(HttpContext context)
    {
        // At the very end, so that nothing in between (an error page starts over) can lose them.
        context.Response.OnStarting(static state => Apply((HttpContext)state), context);
        return next(context);
    }

    private static Task Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Remove("blazor-enhanced-nav"); // says which framework this is, to nobody's good
        var nonce = Nonce.Given(context);
        var sound = context.Items[Sounds] as Sound? ?? Sound.None;
        headers.ContentSecurityPolicy = nonce is not null
            ? PagePolicy(nonce, context.Items[Trusted] as string ?? "'none'", sound)
            : context.GetEndpoint()?.Metadata.GetMetadata<WorkerFile>() is null ? NothingRuns : WorkerRuns;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Pages with forms say "same-origin" in their head: under "no-referrer" alone a form sends "Origin: null", and
        // we could not tell our own from a stranger's.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (nonce is not null)
        {
            // Of use to a page alone, and longer than most answers that are none.
            headers["Cross-Origin-Embedder-Policy"] = "require-corp";
            headers["Origin-Agent-Cluster"] = "?1";
            headers["X-DNS-Prefetch-Control"] = "off";
            headers["Permissions-Policy"] = sound is Sound.Recorded ? Permissions.Replace("microphone=()", "microphone=(self)", StringComparison.Ordinal) : Permissions;
        }

        if (context.Response.Headers.CacheControl != Assets.Forever)
        {
            // A page may be open on a shared device: nothing of it stays behind.
            headers.CacheControl = "no-store";
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return Task.CompletedTask;
    }

    private static string PagePolicy(string nonce, string trusted, Sound sound) =>
        $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; connect-src 'self'; " +
        // What was just recorded is played from the page's own memory.
        (sound switch { Sound.Heard => "media-src 'self'; ", Sound.Recorded => "media-src 'self' blob:; ", _ => "" }) +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; " +
        "require-trusted-types-for 'script'; " +
        $"trusted-types {trusted}";
}
