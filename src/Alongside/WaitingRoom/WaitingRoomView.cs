using Alongside.Conversations;
using Alongside.Matching;
using Alongside.People;

namespace Alongside.WaitingRoom;

/// <summary>Where somebody stands in the line, and the honest range of their wait.</summary>
/// <param name="Before">How many people are before them.</param>
/// <param name="OnDuty">How many specialists are here now.</param>
/// <param name="Range">Null while nobody is on duty: then nothing can be promised.</param>
internal sealed record PlaceInLine(ConversationId Conversation, int Before, int OnDuty, WaitRange? Range)
{
    public LiveEvent AsEvent() => LiveEvent.Of("place", json =>
    {
        json.WriteString("conversation"u8, Conversation.Value);
        json.WriteNumber("place"u8, Before + 1);
        json.WriteNumber("before"u8, Before);
        json.WriteNumber("onDuty"u8, OnDuty);
        if (Range is { } range)
        {
            json.WriteNumber("fromMinutes"u8, range.FromMinutes);
            json.WriteNumber("toMinutes"u8, range.ToMinutes);
        }
    });
}

/// <summary>A specialist on duty, as people who come may see them.</summary>
/// <param name="Free">Whether they could meet somebody now.</param>
public sealed record SpecialistHere(Guid Id, string Name, bool Free);

/// <summary>The waiting room as it was a moment ago.</summary>
/// <param name="Waiting">How many people wait now.</param>
/// <param name="Range">What somebody who came now would wait.</param>
internal sealed record WaitingRoomView(
    IReadOnlyList<SpecialistHere> OnDuty, int Waiting, WaitRange? Range, IReadOnlyDictionary<PersonId, PlaceInLine> Places)
{
    public static readonly WaitingRoomView Nobody = new([], 0, null, new Dictionary<PersonId, PlaceInLine>());
}
