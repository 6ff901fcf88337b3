using System.Diagnostics;
using Alongside.Conversations;
using Alongside.Conversations.Care;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.WaitingRoom;

/// <summary>Two taps from the first page to the first words: told, then the box.</summary>
internal static class TalkPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Anyone: whoever writes here becomes a guest only by sending.
        routes.MapGet("/talk", ShowAsync).ForAnyone();
        routes.MapPost("/talk", ArriveAsync).ForAnyone().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Serving.LargestForm));
    }

    private static async Task<IResult> ShowAsync(
        Me? me, Seats seats, Lookout lookout, Door door, TimeProvider clock, HttpContext context, IStringLocalizer<WaitingTexts> texts, CancellationToken cancel)
    {
        switch (me)
        {
            case null:
                return await NewcomerAsync();
            case { Role: Role.Specialist }:
                return TypedResults.Redirect("/desk");
            case { Role: not Role.Person }:
                return TypedResults.NotFound();
            default:
                // One conversation at a time: whoever has one is led back into it.
                var mine = await seats.OfAsync(me.Person, cancel);
                return mine.FirstOrDefault(c => c.EndedAt is null && c.Side == "person") is { } open
                    ? TypedResults.Redirect($"/conversations/{open.ConversationId}")
                    : await NewcomerAsync();
        }

        async Task<IResult> NewcomerAsync() => await door.PausedAsync(me, context, cancel) is { } pause
            ? PausePages.Page(pause, clock, null)
            : Page(lookout, texts, null, null);
    }

    private static async Task<IResult> ArriveAsync(
        [FromForm] string? words, [FromForm] string? specialist, Me? me, HttpContext context,
        Guests guests, Line line, Lookout lookout, Pace pace, Door door, TimeProvider clock, IStringLocalizer<WaitingTexts> texts, CancellationToken cancel)
    {
        var typed = Words.From(words);
        Guid? chosen = Guid.TryParse(specialist, out var id) ? id : null;
        if (me is { Role: not Role.Person })
        {
            return TypedResults.NotFound();
        }

        if (typed is Words.TooLong)
        {
            return Page(lookout, texts, words, chosen, StatusCodes.Status413PayloadTooLarge, texts["TooLong"]);
        }

        if (typed is Words.TooManyMarks)
        {
            return Page(lookout, texts, words, chosen, StatusCodes.Status422UnprocessableEntity, texts["TooManyMarks"]);
        }

        if (chosen is not null && lookout.Latest.OnDuty.All(s => s.Id != chosen))
        {
            return Page(lookout, texts, words, chosen, StatusCodes.Status422UnprocessableEntity, choiceError: texts["ChosenLeft"]);
        }

        try
        {
            if (await door.PausedAsync(me, context, cancel) is { } pause)
            {
                return PausePages.Page(pause, clock, words);
            }

            switch (await guests.ArriveAsync(context, cancel))
            {
                case Arrival.Later later:
                    Slowly.Say(context, later.Wait);
                    return Page(lookout, texts, words, chosen, StatusCodes.Status429TooManyRequests, texts["Busy"]);
                case Arrival.Here here when !pace.TryTake(here.Me.Person):
                    Slowly.Say(context, TimeSpan.FromSeconds(2));
                    return Page(lookout, texts, words, chosen, StatusCodes.Status429TooManyRequests, texts["SlowDown"]);
                case Arrival.Here here:
                    var conversation = await line.ArriveAsync(
                        here.Me, typed is Words.Fit fit ? [fit.Text] : [], chosen is { } one ? new PersonId(one) : null, cancel);
                    await lookout.LookAsync(cancel);
                    return Pages.SeeOther($"/conversations/{conversation}");
                default:
                    throw new UnreachableException();
            }
        }
        catch (StorageException)
        {
            Slowly.Say(context, TimeSpan.FromSeconds(2));
            return Page(lookout, texts, words, chosen, StatusCodes.Status503ServiceUnavailable, texts["NotSentYet"]);
        }
    }

    private static RazorComponentResult Page(
        Lookout lookout, IStringLocalizer<WaitingTexts> texts, string? typed, Guid? chosen,
        int status = StatusCodes.Status200OK, string? error = null, string? choiceError = null)
    {
        var now = lookout.Latest;
        return Pages.Show<TalkPage>(new
        {
            now.OnDuty,
            Wait = now.Range is { } range ? WaitWords.Of(range, texts) : null,
            Typed = typed,
            Chosen = now.OnDuty.Any(s => s.Id == chosen) ? chosen : null,
            Error = error,
            ChoiceError = choiceError,
        }, status);
    }
}
