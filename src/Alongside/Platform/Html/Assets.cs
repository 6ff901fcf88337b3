using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Alongside.Platform.Html;

/// <summary>One file served beside the pages, in memory, with the address that changes when it does.</summary>
/// <param name="Path">Where it is, e.g. <c>/js/exit.js</c>.</param>
/// <param name="Version">A short hash of what is in it.</param>
internal sealed record Asset(string Path, string ContentType, string Version, byte[] Bytes)
{
    // Pressed as small as it goes when somebody first asks: all of them at the start would keep everybody waiting.
    private readonly Lazy<byte[]> brotli = new(() => Pressed(Bytes));

    public byte[] Brotli => brotli.Value;

    public string Address => $"{Path}?v={Version}";

    private static byte[] Pressed(byte[] bytes)
    {
        using var small = new MemoryStream();
        using (var stream = new BrotliStream(small, CompressionLevel.SmallestSize))
        {
            stream.Write(bytes);
        }

        return small.ToArray();
    }
}

/// <summary>The scripts, icons and manifest, read out of the program itself once: no path is ever looked up on disk.</summary>
internal sealed class Assets
{
    public const string Forever = "public, max-age=31536000, immutable";

    private readonly Dictionary<string, Asset> byPath;

    public Assets()
    {
        byPath = Embedded("wwwroot/")
            .Where(file => !file.Path.StartsWith("/css/", StringComparison.Ordinal))
            .Select(file => Read(file.Path, Path.GetExtension(file.Path) == ".js" ? WithoutComments(file.Bytes) : file.Bytes))
            .ToDictionary(asset => asset.Path);
        ImportMap = JsonSerializer.Serialize(new
        {
            imports = byPath.Values.Where(asset => asset.Path.StartsWith("/js/", StringComparison.Ordinal))
                .OrderBy(asset => asset.Path, StringComparer.Ordinal)
                .ToDictionary(asset => asset.Path, asset => asset.Address),
        });
        Icon = "data:image/svg+xml," + Uri.EscapeDataString(Encoding.UTF8.GetString(byPath["/icons/icon.svg"].Bytes));
    }

    /// <summary>JSON that sends <c>/js/live.js</c> to its address of today, so that modules import each other by plain name.</summary>
    public string ImportMap { get; }

    /// <summary>The icon as a data address: one request fewer on a slow phone.</summary>
    public string Icon { get; }

    public IReadOnlyCollection<Asset> All => byPath.Values;

    /// <summary>The versioned address of a file; a name that is not there is a bug and throws.</summary>
    public string Address(string path) => byPath[path].Address;

    /// <summary>Files compiled into the program under <paramref name="folder"/>, by their path from the web root.</summary>
    public static IEnumerable<(string Path, byte[] Bytes)> Embedded(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            yield return (name["wwwroot".Length..].Replace('\\', '/'), copy.ToArray());
        }
    }

    /// <summary>A script as it travels: without the lines that are nothing but a comment, which are a sixth of what a slow phone would load.</summary>
    internal static byte[] WithoutComments(byte[] script) => Encoding.UTF8.GetBytes(string.Join('\n',
        Encoding.UTF8.GetString(script).Split('\n').Where(line => line.AsSpan().Trim() is not (['/', '/', ..] or ['/', '*', '*', .., '*', '/']))));

    private static Asset Read(string path, byte[] bytes) => new(path, ContentTypeOf(path), Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], bytes);

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webmanifest" => "application/manifest+json",
        ".txt" => "text/plain; charset=utf-8",
        var other => throw new InvalidOperationException($"No content type is known for {other} ({path})."),
    };
}

internal static class AssetEndpoints
{
    /// <summary>One route per real file: the list of routes is the list of what is served.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in routes.ServiceProvider.GetRequiredService<Assets>().All)
        {
            var route = routes.MapMethods(asset.Path, [HttpMethods.Get, HttpMethods.Head], context => ServeAsync(context, asset))
                .AllowAnonymous()
                .WithMetadata(new PublicFile());
            if (asset.Path.EndsWith("/worker.js", StringComparison.Ordinal))
            {
                route.WithMetadata(new WorkerFile());
            }
        }
    }

    private static Task ServeAsync(HttpContext context, Asset asset)
    {
        var response = context.Response;
        response.ContentType = asset.ContentType;
        if (context.Request.Query["v"] == asset.Version)
        {
            response.Headers.CacheControl = Assets.Forever;
        }

        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var bytes = asset.Bytes;
        if (AcceptsBrotli(context.Request) && asset.Brotli.Length < bytes.Length)
        {
            bytes = asset.Brotli;
            response.Headers.ContentEncoding = "br";
        }

        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is null or > 0);
}

/// <summary>Marks a route that serves one of our own files, the same for everyone.</summary>
internal sealed record PublicFile;

/// <summary>Marks a script that runs beside pages and fetches for them.</summary>
internal sealed record WorkerFile;
