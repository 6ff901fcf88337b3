using System.Diagnostics;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.People;

/// <summary>Return words: making them, and coming back with them.</summary>
internal static class ReturnPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/return", () => Pages.Show<ReturnPage>()).ForAnyone();
        routes.MapPost("/return", ReturnAsync).ForAnyone().DisableAntiforgery();
        var own = routes.MapGroup("/return-words").ForPerson().DisableAntiforgery();
        own.MapGet("", async (Me me, ReturnWords words, CancellationToken cancel) =>
            Pages.Show<ReturnWordsPage>(new { Standing = await words.StandingOfAsync(me, cancel) }));
        own.MapPost("", MakeAsync);
        own.MapPost("/loss", async (Me me, ReturnWords words, CancellationToken cancel) =>
        {
            await words.LoseAsync(me.Person, cancel);
            return Pages.SeeOther("/return-words");
        });
        own.MapPost("/loss/taking-back", async (Me me, ReturnWords words, CancellationToken cancel) =>
        {
            await words.FindAgainAsync(me.Person, cancel);
            return Pages.SeeOther("/return-words");
        });
    }

    // Shown in the answer itself and nowhere again: there is no address that would show them a second time.
    private static async Task<RazorComponentResult> MakeAsync(
        Me me, HttpContext context, ReturnWords words, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        var old = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancel))["old"].ToString() : null;
        return await words.MakeAsync(me, old, context.NetworkOf(), cancel) switch
        {
            Making.Made made => Pages.Show<ReturnWordsPage>(new { made.Words }),
            Making.AsksForOld => await AskAsync(texts["WordsOldMissing"]),
            Making.NotThese => await AskAsync(texts["WordsOldNotThese"]),
            _ => throw new UnreachableException(),
        };

        async Task<RazorComponentResult> AskAsync(string error) => Pages.Show<ReturnWordsPage>(
            new { Standing = await words.StandingOfAsync(me, cancel), Typed = old, Error = error }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ReturnAsync(
        [FromForm] string? words, HttpContext context, ReturnWords returnWords, Sessions sessions, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        switch (await returnWords.ReturnAsync(words ?? "", context.NetworkOf(), Devices.NameOf(context.Request), cancel))
        {
            case Returning.Back back:
                // Whoever this device was before, it is not any more.
                await sessions.LeaveAsync(context, cancel);
                SessionCookie.Write(context.Response, back.Token, Sessions.PersonStays);
                return TypedResults.Redirect("/talk");
            case Returning.NotEight few:
                return Again(words, texts["ReturnNotEight", few.Words], StatusCodes.Status422UnprocessableEntity);
            case Returning.NotOurWord not:
                return Again(words, texts["ReturnNotOurWord", not.Word], StatusCodes.Status422UnprocessableEntity);
            case Returning.Nobody:
                return Again(words, texts["ReturnNobody"], StatusCodes.Status422UnprocessableEntity);
            case Returning.Later later:
                Slowly.Say(context, later.Wait);
                return Again(words, texts["ReturnLater"], StatusCodes.Status429TooManyRequests);
            default:
                throw new UnreachableException();
        }
    }

    private static RazorComponentResult Again(string? typed, string error, int status) =>
        Pages.Show<ReturnPage>(new { Typed = typed, Error = error }, status);
}
