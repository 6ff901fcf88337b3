using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Time;

namespace Alongside.WaitingRoom;

/// <summary>Lays out a specialist's desk.</summary>
internal sealed class Desks(Duties duties, Seats seats, MomentLog log, LetterWords words, Names names, Lookout lookout, TimeProvider clock)
{
    public async Task<Desk> OfAsync(Me me, CancellationToken cancel)
    {
        var duty = await duties.OfAsync(me.Person, cancel);
        var letters = new List<Letter>();
        foreach (var seated in await seats.OfAsync(me.Person, cancel))
        {
            if (seated.Side == Side.Specialist.Name())
            {
                letters.Add(await LetterAsync(me, seated, cancel));
            }
        }

        return new Desk(Duties.Name(duty.State), duty.Seats, lookout.Latest.Waiting, letters, [.. lookout.FreeBut(me.Person).Select(h => new SpecialistHere(h.Specialist.Value, h.Name, true))]);
    }

    private async Task<Letter> LetterAsync(Me me, SeatedConversation seated, CancellationToken cancel)
    {
        var name = seated.OtherId is { } other ? await names.OfAsync(other, cancel) : "";
        if (seated.EndedAt is not null)
        {
            return new Letter(seated.ConversationId.Value, name, true, seated.LastSeq - seated.ReadSeq, []);
        }

        // The whole log, since how things stand is what it says from the beginning; a specialist holds a handful.
        var moments = await log.ReadAllAsync(new Seat(seated.ConversationId, me.Person, Side.Specialist, me.Name), cancel);
        var before = seated.OtherId is { } person && await seats.TalkedBeforeAsync(seated.ConversationId, me.Person, person, cancel);
        return new Letter(
            seated.ConversationId.Value, name, false, moments.Count(m => m.Seq > seated.ReadSeq && m.Author is Side.Person),
            words.Of(moments, me.Name, before, clock.Micro()));
    }
}

/// <summary>What lies on a specialist's desk.</summary>
/// <param name="Duty"><c>on</c>, <c>away</c> or <c>off</c>.</param>
/// <param name="Seats">How many conversations they chose to hold at once.</param>
/// <param name="Waiting">How many people wait.</param>
/// <param name="Others">Who else is on duty and free to go on with a conversation.</param>
/// <param name="SeatsTyped">What was typed for the number, when it was none.</param>
public sealed record Desk(
    string Duty, int Seats, int Waiting, IReadOnlyList<Letter> Letters, IReadOnlyList<SpecialistHere> Others, string? SeatsTyped = null, string? SeatsRefusal = null);

/// <summary>A conversation from outside.</summary>
/// <param name="Unread">How many moments of the person they have not seen yet.</param>
/// <param name="Sentences">How it stands between the two; none when it has ended.</param>
public sealed record Letter(string Id, string Name, bool Ended, long Unread, IReadOnlyList<LetterSentence> Sentences);
