using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Alongside.Platform.Sealing;

/// <summary>The one key that wraps all others. It lives in a file of its own, never in a database.</summary>
/// <param name="key">32 random bytes.</param>
internal sealed class MasterKey(byte[] key) : IDisposable
{
    public const int Size = 32;

    private const string ProofId = "proof of the master key";

    private readonly DataKey wrapping = new(Derive(key, "alongside wrap v1"));
    private readonly byte[] lookups = Derive(key, "alongside lookup v1");

    public byte[] Wrap(string keyId, ReadOnlySpan<byte> dataKey) => wrapping.Seal(dataKey, Place(keyId)).Bytes;

    /// <exception cref="SealBrokenException">Wrapped by another master key, or for another id.</exception>
    public DataKey Unwrap(string keyId, byte[] wrapped) => new(wrapping.OpenBytes(new SealedText(wrapped), Place(keyId)));

    /// <summary>Something only this key can have made, to be kept where the wrapped keys are.</summary>
    public byte[] MakeProof() => Wrap(ProofId, "alongside"u8);

    /// <summary>Whether <paramref name="proof"/> was made by this key.</summary>
    public bool Proves(byte[] proof)
    {
        try
        {
            return wrapping.OpenBytes(new SealedText(proof), Place(ProofId)).AsSpan().SequenceEqual("alongside"u8);
        }
        catch (SealBrokenException)
        {
            return false;
        }
    }

    /// <summary>
    /// A keyed hash (HMAC-SHA-256, base64url) by which something somebody typed can be found again, such as a sign-in
    /// name, without standing in the database.
    /// </summary>
    public string LookupOf(string purpose, string words) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(lookups, Encoding.UTF8.GetBytes($"{purpose}\0{words}")));

    public void Dispose() => wrapping.Dispose();

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Size, info: Encoding.UTF8.GetBytes(purpose));

    private static SealedPlace Place(string keyId) => new("sealing_key", keyId, 1);
}
