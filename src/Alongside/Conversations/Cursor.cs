using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Alongside.Conversations;

/// <summary>
/// How far one reader has come in each of their conversations; opaque to clients. Text form:
/// <c>epoch~conversation.seq~conversation.seq…</c>. The epoch changes when a backup is restored.
/// </summary>
internal sealed class Cursor(string epoch)
{
    private const int MostConversations = 64;

    // An id of ours is 22 plain letters and a seq at most 19 digits, each with a mark before it.
    private const int MostOfId = 22;
    private const int MostOfOne = MostOfId + 19 + 2;

    private readonly Dictionary<ConversationId, long> seqs = [];

    public string Epoch => epoch;

    public long? this[ConversationId conversation] => seqs.TryGetValue(conversation, out var seq) ? seq : null;

    public void Set(ConversationId conversation, long seq) => seqs[conversation] = seq;

    public void Forget(ConversationId conversation) => seqs.Remove(conversation);

    /// <summary>Null when this was never one of our cursors.</summary>
    public static Cursor? Parse(string text)
    {
        var parts = text.Split('~');
        if (parts[0].Length is 0 or > 64 || parts.Length > 1 + MostConversations)
        {
            return null;
        }

        var cursor = new Cursor(parts[0]);
        foreach (var part in parts.AsSpan(1))
        {
            var dot = part.LastIndexOf('.');
            if (dot is < 1 or > MostOfId || !long.TryParse(part.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            {
                return null;
            }

            cursor.Set(new ConversationId(part[..dot]), seq);
        }

        return parts.Length > 1 || text == parts[0] ? cursor : null;
    }

    /// <summary>No text form of this cursor is longer, in bytes.</summary>
    public int MostBytes => Encoding.UTF8.GetMaxByteCount(epoch.Length) + seqs.Count * MostOfOne;

    /// <summary>Writes the text form.</summary>
    /// <returns>How many bytes it has.</returns>
    public int Write(Span<byte> into)
    {
        var length = Encoding.UTF8.GetBytes(epoch, into);
        foreach (var (conversation, seq) in seqs)
        {
            into[length++] = (byte)'~';
            length += Encoding.UTF8.GetBytes(conversation.Value, into[length..]);
            into[length++] = (byte)'.';
            Utf8Formatter.TryFormat(seq, into[length..], out var digits);
            length += digits;
        }

        return length;
    }

    public override string ToString()
    {
        var bytes = new byte[MostBytes];
        return Encoding.UTF8.GetString(bytes, 0, Write(bytes));
    }
}
