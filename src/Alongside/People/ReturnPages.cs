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
        routes.MapGet("/return-words", () => Pages.Show<ReturnWordsPage>()).ForPerson();
        // Shown in the answer itself and nowhere again: there is no address that would show them a second time.
        routes.MapPost("/return-words", async (Me me, ReturnWords words, CancellationToken cancel) =>
            Pages.Show<ReturnWordsPage>(new { Words = await words.MakeAsync(me.Person, cancel) })).ForPerson().DisableAntiforgery();
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
