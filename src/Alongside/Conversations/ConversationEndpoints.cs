using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Alongside.Conversations;

/// <summary>The machine interface of conversations; the pages' script uses the same.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversationApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("conversations");
        api.MapGet("/conversations", ListAsync).ForEveryoneSignedIn();
        api.MapGet("/conversations/{id}/moments", ReadAsync).ForEveryoneSignedIn();
        api.MapPost("/conversations/{id}/moments", SayAsync).ForEveryoneSignedIn();
        api.MapPost("/conversations/{id}/ending", EndAsync).ForEveryoneSignedIn();
        api.MapPut("/conversations/{id}/presence", ShowPresenceAsync).ForEveryoneSignedIn();
        api.MapPut("/conversations/{id}/read", MarkReadAsync).ForEveryoneSignedIn();
        api.MapGet("/events", FollowAsync).ForEveryoneSignedIn()
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
    }

    private static async Task<Ok<IReadOnlyList<ConversationView>>> ListAsync(Me me, Seats seats, Names names, CancellationToken cancel)
    {
        var views = new List<ConversationView>();
        foreach (var seated in await seats.OfAsync(me.Person, cancel))
        {
            var other = seated.OtherId is { } id ? await names.OfAsync(id, cancel) : null;
            views.Add(ConversationView.Of(seated, other));
        }

        return TypedResults.Ok<IReadOnlyList<ConversationView>>(views);
    }

    // A stranger and a missing conversation get the same 404: nobody learns that a conversation exists.
    private static async Task<Results<Ok<IReadOnlyList<MomentView>>, NotFound, ProblemHttpResult>> ReadAsync(
        ConversationId id, Me me, Seats seats, MomentLog log, CancellationToken cancel, long after = 0) =>
        after < 0 ? Problems.NotACursor
        : await seats.FindAsync(id, me, cancel) is not { } seat ? TypedResults.NotFound()
        : TypedResults.Ok<IReadOnlyList<MomentView>>([.. (await log.ReadAsync(seat, after, cancel)).Select(MomentView.Of)]);

    private static async Task<Results<Ok<SaidReceipt>, NotFound, ProblemHttpResult>> SayAsync(
        ConversationId id, MomentRequest asked, Me me, Seats seats, Pace pace, Taking taking, HttpContext context, CancellationToken cancel) =>
        await seats.FindAsync(id, me, cancel) is not { } seat ? TypedResults.NotFound()
        : !pace.TryTake(me.Person) ? Problems.SlowDown(context)
        : await taking.TakeAsync(seat, asked, cancel) switch
        {
            Saying.Said s => TypedResults.Ok(new SaidReceipt(s.Seq, Micros.ToTime(s.At))),
            Saying.Repeated r => TypedResults.Ok(new SaidReceipt(r.Seq, Micros.ToTime(r.At))),
            Saying.OtherWordsSameId => Problems.OtherWordsSameId,
            Saying.Ended => Problems.Ended,
            Saying.Unfit unfit => Problems.Of(unfit.Why),
            Saying.CannotBe cannot => Problems.Of(cannot.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static async Task<Results<NoContent, NotFound>> EndAsync(
        ConversationId id, Me me, Seats seats, Endings endings, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat)
        {
            return TypedResults.NotFound();
        }

        await endings.EndAsync(seat, cancel);
        return TypedResults.NoContent();
    }

    // Passed on while it is true, kept nowhere.
    private static async Task<Results<NoContent, NotFound>> ShowPresenceAsync(
        ConversationId id, PresenceRequest shown, Me me, Seats seats, Platform.Live.Nudges nudges, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat)
        {
            return TypedResults.NotFound();
        }

        nudges.Raise(Presence.Topic(id), new Presence(seat.Side, Here: true, shown.Writing, shown.Reading).Packed);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> MarkReadAsync(
        ConversationId id, ReadRequest read, Me me, Seats seats, CancellationToken cancel)
    {
        if (await seats.FindAsync(id, me, cancel) is not { } seat)
        {
            return TypedResults.NotFound();
        }

        await seats.MarkReadAsync(seat, read.Seq, cancel);
        return TypedResults.NoContent();
    }

    private static async Task FollowAsync(
        HttpContext context, Me me, Installation installation, MomentStream.Sources sources, IHostApplicationLifetime life, ConversationId? conversation = null)
    {
        // Refused before the stream starts: an EventSource that is told 404 stops asking.
        if (conversation is { } only && await sources.Seats.FindAsync(only, me, context.RequestAborted) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var lastId = context.Request.Headers["Last-Event-ID"].ToString();
        var from = lastId.Length == 0 ? null : Cursor.Parse(lastId);
        if (lastId.Length > 0 && from is null)
        {
            await Problems.NotACursor.ExecuteAsync(context);
            return;
        }

        var stream = new MomentStream(me, conversation, installation.Epoch, sources);
        if (sources.Streams.Add(me.Person, stream) is var adding and not Adding.Added)
        {
            await (adding is Adding.HouseIsFull ? Problems.HouseIsFull(context) : Problems.TooManyPages(context)).ExecuteAsync(context);
            return;
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            // A quiet conversation is not a slow client.
            context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate = null;
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
            await stream.RunAsync(context.Response.BodyWriter, from, closing.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader went, or the house closes: they come back with their cursor.
        }
        finally
        {
            sources.Streams.Remove(me.Person, stream);
        }
    }
}

/// <summary>It is on disk.</summary>
internal sealed record SaidReceipt(long Seq, DateTimeOffset At);

/// <summary>Whether somebody is writing just now, nothing of what; and whether they have this conversation before them.</summary>
internal sealed record PresenceRequest(bool Writing, bool Reading = false);

/// <summary>How far somebody has read.</summary>
internal sealed record ReadRequest(long Seq);

/// <summary>A conversation from outside.</summary>
/// <param name="State"><c>waiting</c>, <c>open</c> or <c>ended</c>.</param>
/// <param name="With">Who sits on the other side now, or null.</param>
/// <param name="Side">My side: <c>person</c> or <c>specialist</c>.</param>
/// <param name="LastSeq">How long its log is.</param>
/// <param name="Unread">How many moments I have not marked as read.</param>
internal sealed record ConversationView(
    string Conversation, string State, string? With, string Side, long LastSeq, long Unread, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt)
{
    public static ConversationView Of(SeatedConversation seated, string? with) => new(
        seated.ConversationId.Value,
        seated.EndedAt is not null ? "ended" : with is null ? "waiting" : "open",
        with, seated.Side, seated.LastSeq, seated.LastSeq - seated.ReadSeq,
        Micros.ToTime(seated.OpenedAt), seated.EndedAt is { } ended ? Micros.ToTime(ended) : null);
}
