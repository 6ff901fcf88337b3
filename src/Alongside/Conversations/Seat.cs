using Alongside.People;

namespace Alongside.Conversations;

/// <summary>Somebody's place in a conversation, and the only road to it.</summary>
internal sealed record Seat(ConversationId Conversation, PersonId Person, Side Side, string Name)
{
    public bool IsPerson => Side is Side.Person;
}
