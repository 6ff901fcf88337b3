namespace Alongside.Bench;

/// <summary>Bytes that came before the rest of what they belong to.</summary>
internal sealed class Bytes
{
    private byte[] held = [];
    private int length;

    public bool IsEmpty => length == 0;

    public ReadOnlySpan<byte> Span => held.AsSpan(0, length);

    public void Add(ReadOnlySpan<byte> more)
    {
        if (length + more.Length > held.Length)
        {
            Array.Resize(ref held, Math.Max(1024, 2 * (length + more.Length)));
        }

        more.CopyTo(held.AsSpan(length));
        length += more.Length;
    }

    public void Drop(int count)
    {
        held.AsSpan(count, length - count).CopyTo(held);
        length -= count;
    }
}
