using System.Globalization;

namespace Alongside.Conversations;

/// <summary>
/// How far one reader has come in each of their conversations; opaque to clients. Text form:
/// <c>epoch~conversation.seq~conversation.seq…</c>. The epoch changes when a backup is restored.
/// </summary>
internal sealed class Cursor(string epoch)
{
    private const int MostConversations = 64;

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
            if (dot < 1 || !long.TryParse(part.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            {
                return null;
            }

            cursor.Set(new ConversationId(part[..dot]), seq);
        }

        return parts.Length > 1 || text == parts[0] ? cursor : null;
    }

    public override string ToString()
    {
        var text = new System.Text.StringBuilder(epoch, 24 + 30 * seqs.Count);
        foreach (var (conversation, seq) in seqs)
        {
            text.Append('~').Append(conversation.Value).Append('.').Append(seq);
        }

        return text.ToString();
    }
}
