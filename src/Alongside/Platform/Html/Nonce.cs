using System.Security.Cryptography;

namespace Alongside.Platform.Html;

/// <summary>The one-time word that lets a page's own style and script run, and nothing else.</summary>
internal static class Nonce
{
    private static readonly object Key = new();

    /// <summary>128 bits, base64url (so that no encoder touches it), made when a page first asks.</summary>
    public static string For(HttpContext context)
    {
        if (context.Items[Key] is string made)
        {
            return made;
        }

        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        context.Items[Key] = nonce;
        return nonce;
    }

    public static string? Given(HttpContext context) => context.Items[Key] as string;
}
