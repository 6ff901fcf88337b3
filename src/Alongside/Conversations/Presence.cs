namespace Alongside.Conversations;

/// <summary>
/// That somebody is here, has the conversation before them, or is writing: never stored, never more exact than this, and only
/// inside a conversation. What they write is not looked at before they send it.
/// </summary>
internal readonly record struct Presence(Side Side, bool Here, bool Writing, bool Reading = false)
{
    /// <summary>As the number of a nudge, so that nodes can tell each other.</summary>
    public long Packed => (Side is Side.Person ? 0L : 1) + (Here ? 2 : 0) + (Writing ? 4 : 0) + (Reading ? 8 : 0);

    public static Presence Unpack(long packed) => new((Side)(packed & 1), (packed & 2) != 0, (packed & 4) != 0, (packed & 8) != 0);

    public static string Topic(ConversationId conversation) => "h:" + conversation.Value;

    public LiveEvent AsEvent(ConversationId conversation)
    {
        var (side, here, writing, reading) = this;
        return LiveEvent.Of("presence", json =>
        {
            json.WriteString("conversation"u8, conversation.Value);
            json.WriteString("who"u8, side.Name());
            json.WriteBoolean("here"u8, here);
            json.WriteBoolean("writing"u8, writing);
            json.WriteBoolean("reading"u8, reading);
        });
    }
}
