namespace Alongside.Conversations;

/// <summary>A conversation. Stands in links, so it is 128 random bits, base64url, 22 characters.</summary>
internal readonly record struct ConversationId(string Value)
{
    public static ConversationId New() => new(Platform.Sealing.Secrets.Token());

    /// <summary>For minimal API binding. What could never be an id is still let in: it finds nothing, like any other stranger's.</summary>
    public static bool TryParse(string? text, IFormatProvider? _, out ConversationId id)
    {
        id = new(Platform.Sealing.Secrets.IdIn(text));
        return true;
    }

    /// <summary>The key its words are sealed with.</summary>
    public string KeyId => "c:" + Value;

    /// <summary>The topic of its nudges.</summary>
    public string Topic => "c:" + Value;

    public override string ToString() => Value;
}
