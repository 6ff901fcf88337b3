namespace Alongside.Platform.Hosting;

/// <summary>Links that somebody passes on.</summary>
internal static class Addresses
{
    /// <summary>A page of ours under the address that was configured; where none was, as on somebody's own machine, under the one they came by.</summary>
    /// <param name="path">Such as <c>/study/shared/…</c>.</param>
    public static string ForOthers(this Settings settings, HttpRequest request, string path) =>
        (settings.PublicAddress?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}") + path;
}
