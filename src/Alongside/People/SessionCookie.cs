namespace Alongside.People;

/// <summary>
/// The one cookie that lets a device in. <c>__Host-</c> makes browsers hold us to it: Secure, our host alone, every path.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-alongside";

    /// <summary>For a <c>Cookie</c> header made by hand.</summary>
    public static string HeaderOf(string token) => $"{Name}={token}";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    /// <param name="response">The answer that carries the cookie.</param>
    /// <param name="token">The session's token.</param>
    /// <param name="lasts">How long the browser keeps it; null: until it is closed.</param>
    public static void Write(HttpResponse response, string token, TimeSpan? lasts) =>
        response.Cookies.Append(Name, token, Options(lasts));

    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    private static CookieOptions Options(TimeSpan? lasts) => new()
    {
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lasts,
        IsEssential = true,
    };
}
