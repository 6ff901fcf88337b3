using Alongside.Conversations;
using Alongside.People;

namespace Alongside.WaitingRoom;

/// <summary>Lays out a specialist's desk.</summary>
internal sealed class Desks(Duties duties, Seats seats, Names names, Lookout lookout)
{
    public async Task<Desk> OfAsync(Me me, CancellationToken cancel)
    {
        var duty = await duties.OfAsync(me.Person, cancel);
        var letters = new List<Letter>();
        foreach (var seated in await seats.OfAsync(me.Person, cancel))
        {
            if (seated.Side == Side.Specialist.Name())
            {
                letters.Add(new Letter(
                    seated.ConversationId.Value, seated.OtherId is { } other ? await names.OfAsync(other, cancel) : "",
                    seated.EndedAt is not null, seated.LastSeq - seated.ReadSeq));
            }
        }

        return new Desk(Duties.Name(duty.State), duty.Seats, lookout.Latest.Waiting, letters);
    }
}

/// <summary>What lies on a specialist's desk.</summary>
/// <param name="Duty"><c>on</c>, <c>away</c> or <c>off</c>.</param>
/// <param name="Seats">How many conversations they chose to hold at once.</param>
/// <param name="Waiting">How many people wait.</param>
/// <param name="SeatsTyped">What was typed for the number, when it was none.</param>
public sealed record Desk(
    string Duty, int Seats, int Waiting, IReadOnlyList<Letter> Letters, string? SeatsTyped = null, string? SeatsRefusal = null);

/// <summary>A conversation from outside.</summary>
/// <param name="Unread">How many moments they have not seen yet.</param>
public sealed record Letter(string Id, string Name, bool Ended, long Unread);
