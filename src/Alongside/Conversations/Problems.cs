using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Conversations;

/// <summary>What can go wrong with a message, in plain sentences. Whatever happens, the page keeps what was typed.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotACursor => Of(400, "This is not a place we gave you.");

    public static ProblemHttpResult TooLong => Of(413, "This is longer than we can send at once. Nothing is lost. Send it in two parts?");

    public static ProblemHttpResult TooManyMarks => Of(422, "Some letters here carry more marks than we can show. Nothing is lost. Send it with fewer?");

    public static ProblemHttpResult OtherWordsSameId => Of(422, "Other words were already sent under this id. Send these as something new.");

    public static ProblemHttpResult Ended => Of(409, "This conversation has ended. Your words are still here for you to copy.");

    public static ProblemHttpResult Of(Words unfit) => unfit switch
    {
        Words.Empty => Of(400, "There is nothing to send yet."),
        Words.TooLong => TooLong,
        Words.TooManyMarks => TooManyMarks,
        _ => throw new UnreachableException(),
    };

    public static ProblemHttpResult Of(Refusal why) => Of(422, why switch
    {
        Refusal.UnknownKind => "We do not know this kind of moment.",
        Refusal.UnknownChoice => "This is not one of the choices here.",
        Refusal.NotYours => "This is for the other one of you to do.",
        Refusal.NobodyThere => "Nobody is here with you just now. It can wait until they are.",
        Refusal.NothingThere => "What this was for is not there.",
        Refusal.NotFree => "Who was named is not free to go on just now. Nothing has changed.",
        Refusal.DoneBefore => "You did this before. Once is enough.",
        _ => throw new UnreachableException(),
    });

    public static ProblemHttpResult SlowDown(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "2";
        return Of(429, "That was a lot at once. Your words are safe here; send them in a moment.");
    }

    public static ProblemHttpResult TooManyPages(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return Of(429, "You have many pages of this open. Close one and this one goes on.");
    }

    public static ProblemHttpResult HouseIsFull(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "15";
        return Of(503, "Very many people are here just now. This page asks again by itself.");
    }

    private static ProblemHttpResult Of(int status, string sentence) => TypedResults.Problem(title: sentence, statusCode: status);
}
