using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Alongside.Platform.Sealing;

/// <summary>Random tokens, and the only form in which we remember them.</summary>
internal static class Secrets
{
    /// <summary>How many letters a hash has.</summary>
    public const int HashLength = 43;

    private const int LongestOnStack = 128;

    /// <summary>A random base64url token; 16 bytes (22 characters) for ids that stand in links, 32 for what opens a door.</summary>
    public static string Token(int bytes = 16) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>An id out of a link, or nothing when it could never be one: nothing is found by that, like any stranger's.</summary>
    public static string IdIn(string? text) => text is { Length: 22 } && Base64Url.IsValid(text) ? text : "";

    /// <summary>SHA-256 of a token as base64url: a stolen database opens no door. Only for tokens of 128 bits or more.</summary>
    public static string HashOf(string token)
    {
        Span<char> hash = stackalloc char[HashLength];
        HashOf(token, hash);
        return hash.ToString();
    }

    /// <inheritdoc cref="HashOf(string)"/>
    /// <param name="token">What to hash.</param>
    /// <param name="hash">Room for <see cref="HashLength"/> letters.</param>
    public static void HashOf(string token, Span<char> hash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> bytes = stackalloc byte[LongestOnStack];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(token, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(token), digest);
        Base64Url.EncodeToChars(digest, hash);
    }
}
