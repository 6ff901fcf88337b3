using Alongside.Platform.Hosting;

namespace Alongside.People;

/// <summary>
/// Refuses what another site makes a browser do here. Browsers say where a request comes from; a program with a cookie
/// of its own says nothing and is served, since nobody tricked it.
/// </summary>
internal sealed class CrossSite(RequestDelegate next, Settings settings)
{
    private readonly string? publicOrigin = settings.PublicAddress?.GetLeftPart(UriPartial.Authority);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return next(context);
        }

        if (!IsOurs(request))
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "This came from another site, so it was not done.")
                .ExecuteAsync(context);
        }

        // Only a type that no form of another site can send: a page would have to ask first, and we never say yes.
        if (request.Path.StartsWithSegments("/api") && HasBody(request) && !request.HasJsonContentType())
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Only application/json is read here.")
                .ExecuteAsync(context);
        }

        return next(context);
    }

    private bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none"
            && (origin is "" || origin == publicOrigin || IsOurHost(origin, request.Host));
    }

    // The scheme is left out: a proxy that ends TLS makes every request look like plain http.
    private static bool IsOurHost(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Scheme is "http" or "https"
        && string.Equals(from.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.ContainsKey("Transfer-Encoding");
}
