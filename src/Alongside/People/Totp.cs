using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Alongside.People;

/// <summary>Codes of an authenticator app: RFC 6238 with HMAC-SHA-1 and 30 seconds, which every app knows.</summary>
internal static class Totp
{
    public const int KeySize = 20;

    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of one step, RFC 4226 section 5.3.</summary>
    public static string CodeOf(ReadOnlySpan<byte> key, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC's own choice; what HMAC asks of the hash, SHA-1 still gives.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        var modulus = 1;
        for (var n = 0; n < digits; n++)
        {
            modulus *= 10;
        }

        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step this code belongs to: now, or one to either side for clocks that differ; null: none.</summary>
    /// <param name="key">The authenticator key.</param>
    /// <param name="code">What was typed; spaces do not matter.</param>
    /// <param name="now">The time of the try.</param>
    /// <param name="after">The last step that was used: a code opens once.</param>
    public static long? StepOf(ReadOnlySpan<byte> key, string code, DateTimeOffset now, long after)
    {
        var typed = System.Text.Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            var right = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeOf(key, step)), typed);
            found = right && step > after ? step : found;
        }

        return found;
    }

    /// <summary>The key as people type it into an app, RFC 4648 base 32 without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> key)
    {
        var text = new char[(key.Length * 8 + 4) / 5];
        for (var n = 0; n < text.Length; n++)
        {
            var value = 0;
            for (var bit = n * 5; bit < n * 5 + 5; bit++)
            {
                value = value << 1 | (bit < key.Length * 8 ? key[bit / 8] >> (7 - bit % 8) & 1 : 0);
            }

            text[n] = Alphabet[value];
        }

        return new string(text);
    }

    /// <summary>What the QR code says to an app.</summary>
    public static string Link(ReadOnlySpan<byte> key) =>
        $"otpauth://totp/Alongside?secret={Base32(key)}&issuer=Alongside&algorithm=SHA1&digits=6&period={StepSeconds}";
}
