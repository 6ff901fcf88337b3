using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Alongside.Platform.Sealing;

/// <summary>Random tokens, and the only form in which we remember them.</summary>
internal static class Secrets
{
    /// <summary>A random base64url token; 16 bytes (22 characters) for ids that stand in links, 32 for what opens a door.</summary>
    public static string Token(int bytes = 16) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>An id out of a link, or nothing when it could never be one: nothing is found by that, like any stranger's.</summary>
    public static string IdIn(string? text) => text is { Length: 22 } && Base64Url.IsValid(text) ? text : "";

    /// <summary>SHA-256 of a token as base64url: a stolen database opens no door. Only for tokens of 128 bits or more.</summary>
    public static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
