using Alongside.Conversations;
using Alongside.Conversations.Care;
using Alongside.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.WaitingRoom;

/// <summary>The machine interface of the waiting room; the pages use the same.</summary>
internal static class WaitingRoomEndpoints
{
    /// <summary>The most fragments somebody may bring at once.</summary>
    private const int MostFragments = 100;

    public static void MapWaitingRoomApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("waiting room");
        api.MapGet("/duty", async (Me me, Duties duties, Lookout lookout, CancellationToken cancel) =>
            TypedResults.Ok(DutyView.Of(await duties.OfAsync(me.Person, cancel), lookout))).ForSpecialist();
        api.MapPut("/duty", SetDutyAsync).ForSpecialist();
        api.MapGet("/desk", async (Me me, Desks desks, CancellationToken cancel) => TypedResults.Ok(await desks.OfAsync(me, cancel))).ForSpecialist();
        // Asked for by whoever sits there; only a specialist can.
        api.MapPost("/conversations/{id}/stepping-back", StepBackAsync).ForEveryoneSignedIn();
        api.MapGet("/specialists", (Lookout lookout) => TypedResults.Ok(lookout.Latest.OnDuty)).ForAnyone();
        api.MapPost("/waiting", ArriveAsync).ForPerson();
        api.MapGet("/waiting", PlaceAsync).ForPerson();
    }

    private static async Task<Results<Ok<DutyView>, ProblemHttpResult>> SetDutyAsync(
        DutyRequest wish, Me me, Duties duties, Lookout lookout, CancellationToken cancel)
    {
        var now = await duties.OfAsync(me.Person, cancel);
        var seats = wish.Seats ?? now.Seats;
        if (seats is < 0 or > Duty.MostSeats || wish.State is not (null or "on" or "away" or "off"))
        {
            return TypedResults.Problem(
                title: $"Choose between 1 and {Duty.MostSeats} conversations, and on, away or off.", statusCode: StatusCodes.Status400BadRequest);
        }

        // No seats is another way to say "off"; a number alone means "I am here".
        var state = seats == 0 ? DutyState.Off : wish.State is { } named ? Duties.State(named) : DutyState.On;
        var duty = new Duty(me.Person, state, Math.Max(1, seats));
        await duties.SetAsync(duty, cancel);
        return TypedResults.Ok(DutyView.Of(duty, lookout));
    }

    private static async Task<Results<Created<PlaceView>, ProblemHttpResult>> ArriveAsync(
        ArriveRequest arriving, Me me, Line line, Lookout lookout, Pace pace, Door door, HttpContext context, CancellationToken cancel)
    {
        if (arriving.Words is { Count: > MostFragments })
        {
            return Problems.TooLong;
        }

        var words = new List<string>();
        foreach (var typed in arriving.Words ?? [])
        {
            switch (Words.From(typed))
            {
                case Words.Fit fit:
                    words.Add(fit.Text);
                    break;
                case Words.TooLong:
                    return Problems.TooLong;
                case Words.TooManyMarks:
                    return Problems.TooManyMarks;
            }
        }

        if (!pace.TryTake(me.Person))
        {
            return Problems.SlowDown(context);
        }

        if (await door.PausedAsync(me, context, cancel) is { } pause)
        {
            return PausePages.Problem(pause);
        }

        PersonId? wants = arriving.Specialist is { } chosen ? new PersonId(chosen) : null;
        var conversation = await line.ArriveAsync(me, words, wants, cancel);
        await lookout.LookAsync(cancel);
        return TypedResults.Created($"/api/conversations/{conversation}/moments", PlaceView.Of(conversation, lookout.PlaceOf(me.Person)));
    }

    private static async Task<Results<NoContent, NotFound>> StepBackAsync(ConversationId id, Me me, Seats seats, Line line, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { IsPerson: false } seat)
        {
            return TypedResults.NotFound();
        }

        await line.StepBackAsync(seat, cancel);
        return TypedResults.NoContent();
    }

    // Nobody in the line asks this to learn about others: it answers about oneself only.
    private static async Task<Results<Ok<PlaceView>, NotFound>> PlaceAsync(Me me, Lookout lookout, CancellationToken cancel)
    {
        await lookout.LookAsync(cancel);
        return lookout.PlaceOf(me.Person) is { } place ? TypedResults.Ok(PlaceView.Of(place.Conversation, place)) : TypedResults.NotFound();
    }
}

/// <param name="Seats">How many conversations to hold at once; 0 goes off duty. Left out: as before.</param>
/// <param name="State"><c>on</c> (when left out), <c>away</c> or <c>off</c>.</param>
internal sealed record DutyRequest(int? Seats = null, string? State = null);

/// <param name="Waiting">How many people wait now.</param>
internal sealed record DutyView(string State, int Seats, int Waiting)
{
    public static DutyView Of(Duty duty, Lookout lookout) => new(Duties.Name(duty.State), duty.Seats, lookout.Latest.Waiting);
}

/// <param name="Words">What somebody wants to say already, in their order; may be empty.</param>
/// <param name="Specialist">A specialist on duty they chose, or null.</param>
internal sealed record ArriveRequest(IReadOnlyList<string?>? Words = null, Guid? Specialist = null);

/// <summary>Where somebody stands.</summary>
/// <param name="Place">1 is next; 0: met already.</param>
/// <param name="OnDuty">How many specialists are here.</param>
/// <param name="FromMinutes">The honest range of the wait; null while nobody is on duty.</param>
internal sealed record PlaceView(string Conversation, int Place, int Before, int OnDuty, int? FromMinutes, int? ToMinutes)
{
    public static PlaceView Of(ConversationId conversation, PlaceInLine? place) => place is null
        ? new(conversation.Value, 0, 0, 0, null, null)
        : new(conversation.Value, place.Before + 1, place.Before, place.OnDuty, place.Range?.FromMinutes, place.Range?.ToMinutes);
}
