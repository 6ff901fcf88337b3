using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Alongside.Platform.Sealing;

/// <summary>The key of one conversation or one space.</summary>
internal sealed class DataKey : IDisposable
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = 1 + NonceSize + TagSize;

    // The cipher holds one context; a conversation has one append in flight, so nobody queues here.
    private readonly Lock one = new();
    private readonly AesGcm cipher;

    /// <param name="key">32 bytes; copied.</param>
    public DataKey(ReadOnlySpan<byte> key) => cipher = new AesGcm(key, TagSize);

    public SealedText Seal(string words, in SealedPlace place)
    {
        var bytes = new byte[Overhead + Encoding.UTF8.GetByteCount(words)];
        Encoding.UTF8.GetBytes(words, bytes.AsSpan(Overhead));
        return SealInPlace(bytes, place);
    }

    public SealedText Seal(ReadOnlySpan<byte> plain, in SealedPlace place)
    {
        var bytes = new byte[Overhead + plain.Length];
        plain.CopyTo(bytes.AsSpan(Overhead));
        return SealInPlace(bytes, place);
    }

    /// <exception cref="SealBrokenException">These bytes were not sealed for this place by this key.</exception>
    public string Open(SealedText text, in SealedPlace place) => Encoding.UTF8.GetString(OpenBytes(text, place));

    /// <inheritdoc cref="Open"/>
    public byte[] OpenBytes(SealedText text, in SealedPlace place)
    {
        var bytes = text.Bytes;
        if (bytes.Length < Overhead || bytes[0] != Format)
        {
            throw new SealBrokenException(place, null);
        }

        var plain = new byte[bytes.Length - Overhead];
        Span<byte> bound = stackalloc byte[BoundSize(place)];
        Bind(place, bound);
        try
        {
            lock (one)
            {
                cipher.Decrypt(bytes.AsSpan(1, NonceSize), bytes.AsSpan(Overhead), bytes.AsSpan(1 + NonceSize, TagSize), plain, bound);
            }
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new SealBrokenException(place, failure);
        }

        return plain;
    }

    public void Dispose()
    {
        lock (one)
        {
            cipher.Dispose();
        }
    }

    /// <param name="bytes">Room for the overhead, then what is to be sealed.</param>
    /// <param name="place">Where it will stand.</param>
    private SealedText SealInPlace(byte[] bytes, in SealedPlace place)
    {
        bytes[0] = Format;
        var nonce = bytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> bound = stackalloc byte[BoundSize(place)];
        Bind(place, bound);
        lock (one)
        {
            cipher.Encrypt(nonce, bytes.AsSpan(Overhead), bytes.AsSpan(Overhead), bytes.AsSpan(1 + NonceSize, TagSize), bound);
        }

        return new SealedText(bytes);
    }

    private static int BoundSize(in SealedPlace place) =>
        Encoding.UTF8.GetByteCount(place.Table) + Encoding.UTF8.GetByteCount(place.Row) + 2 + sizeof(long);

    private static void Bind(in SealedPlace place, Span<byte> into)
    {
        var at = Encoding.UTF8.GetBytes(place.Table, into);
        into[at++] = 0;
        at += Encoding.UTF8.GetBytes(place.Row, into[at..]);
        into[at++] = 0;
        BinaryPrimitives.WriteInt64BigEndian(into[at..], place.Version);
    }
}

/// <summary>Stored words do not belong where they stand, or were changed. Names the table, never the words.</summary>
internal sealed class SealBrokenException(in SealedPlace place, Exception? inner)
    : Exception($"Sealed words in {place.Table} do not open at their place.", inner);
