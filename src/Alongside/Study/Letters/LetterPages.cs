using System.Globalization;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Platform.Mail;
using Alongside.Platform.Time;
using Alongside.Study.Articles;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Letters;

/// <summary>Asking for letters, saying yes, ending them; and sending an article as one.</summary>
internal static class LetterPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The link is all that counts, so that a mail program's own button ends letters too. It stays open when the mail server
        // was taken out of the settings: whoever asked before can still have their address erased.
        routes.MapGet("/letters/ending/{token}", async Task<Results<RazorComponentResult, NotFound>> (string token, Subscriptions subscriptions, CancellationToken cancel) =>
            await subscriptions.MayEndAsync(token, cancel) ? Question("ending", token) : TypedResults.NotFound()).ForAnyone();
        routes.MapPost("/letters/ending/{token}", async Task<Results<RazorComponentResult, NotFound>> (string token, Subscriptions subscriptions, CancellationToken cancel) =>
            await subscriptions.EndAsync(token, cancel) ? Answer("ended") : TypedResults.NotFound()).ForAnyone();
        if (!routes.ServiceProvider.GetRequiredService<MailServer>().IsSet)
        {
            return;
        }

        routes.MapPost("/letters/subscriptions", AskAsync).ForAnyone().DisableAntiforgery();
        routes.MapGet("/letters/beginning/{token}", async Task<Results<RazorComponentResult, NotFound>> (string token, Subscriptions subscriptions, CancellationToken cancel) =>
            await subscriptions.MayBeginAsync(token, cancel) ? Question("beginning", token) : TypedResults.NotFound()).ForAnyone();
        routes.MapPost("/letters/beginning/{token}", async Task<Results<RazorComponentResult, NotFound>> (string token, Subscriptions subscriptions, CancellationToken cancel) =>
            await subscriptions.BeginAsync(token, cancel) ? Answer("begun") : TypedResults.NotFound()).ForAnyone();
        routes.MapGet("/letters", ListAsync).ForSteward();
        routes.MapGet("/letters/articles/{article}", ShowAsync).ForSteward();
        routes.MapPost("/letters/articles/{article}", SendAsync).ForSteward();
    }

    private static RazorComponentResult Question(string about, string token) => Pages.Show<LetterQuestionPage>(new { Ending = about == "ending", Address = $"/letters/{about}/{token}" });

    private static RazorComponentResult Answer(string what) => Pages.Show<LetterAnswerPage>(new { What = what });

    // The same for an address we know and for one we do not: what happens next, only its mailbox sees.
    private static async Task<RazorComponentResult> AskAsync(
        [FromForm] string? address, HttpContext context, ArticleShelf shelf, Subscriptions subscriptions, LetterPace pace, IStringLocalizer<LetterTexts> texts, CancellationToken cancel)
    {
        if (Addressing.Of(address) is not { } fit)
        {
            return Again(texts[string.IsNullOrWhiteSpace(address) ? "NoAddress" : "NotAnAddress"], StatusCodes.Status422UnprocessableEntity);
        }

        if (pace.Take(context) is { } wait)
        {
            Slowly.Say(context, wait);
            return Again(texts["AskLater"], StatusCodes.Status429TooManyRequests);
        }

        await subscriptions.AskAsync(fit, cancel);
        return Answer("asked");

        RazorComponentResult Again(string why, int status) =>
            Pages.Show<ArticlesPage>(new { Articles = ArticlePages.LinesOf(shelf), Typed = address, Error = why }, status);
    }

    private static async Task<RazorComponentResult> ListAsync(ArticleShelf shelf, Outbox outbox, Subscriptions subscriptions, Names names, CancellationToken cancel)
    {
        var lines = new List<LetterLine>();
        foreach (var sent in await outbox.SentAsync(cancel))
        {
            lines.Add(await LineOfAsync(sent, shelf, names, cancel));
        }

        return Pages.Show<LettersPage>(new
        {
            Readers = Counted.AtLeast(await subscriptions.CountAsync(cancel)),
            Sent = lines,
            ToSend = ArticlePages.LinesOf(shelf).Where(a => lines.All(l => l.Article != a.Id)).ToList(),
        });
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        string article, ArticleShelf shelf, Outbox outbox, LetterWords words, Names names, CancellationToken cancel)
    {
        if (shelf.Find(article) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var sent = (await outbox.SentAsync(cancel)).FirstOrDefault(s => s.ArticleId == found.Id);
        return Pages.Show<LetterPage>(new
        {
            Article = found.Id,
            words.Subject,
            Words = words.WordsOf(found, null),
            Sent = sent is null ? null : await LineOfAsync(sent, shelf, names, cancel),
        });
    }

    private static async Task<Results<SeeOther, NotFound>> SendAsync(string article, Me me, ArticleShelf shelf, Outbox outbox, CancellationToken cancel)
    {
        if (shelf.Find(article) is not { } found)
        {
            return TypedResults.NotFound();
        }

        // Pressed twice, it went once.
        await outbox.SendAsync(found, me.Person, cancel);
        return Pages.SeeOther("/letters");
    }

    private static async Task<LetterLine> LineOfAsync(SentLetter sent, ArticleShelf shelf, Names names, CancellationToken cancel) => new(
        sent.ArticleId,
        shelf.Find(sent.ArticleId)?.Title ?? sent.ArticleId,
        Micros.ToTime(sent.SentAt).ToString("D", CultureInfo.CurrentCulture),
        await names.OfAsync(sent.SentBy, cancel),
        Counted.AtLeast(sent.Delivered),
        Counted.AtLeast(sent.Undelivered),
        sent.Undelivered > 0,
        sent.Waiting > 0);
}

/// <summary>A letter that went out, as a steward sees it.</summary>
/// <param name="Delivered">So many or more; null: fewer than are told.</param>
/// <param name="Undelivered">So many or more; null: fewer than are told.</param>
/// <param name="AnyUndelivered">Whether there was any at all.</param>
/// <param name="Waiting">Whether some are still on their way.</param>
public sealed record LetterLine(string Article, string Title, string Day, string By, long? Delivered, long? Undelivered, bool AnyUndelivered, bool Waiting);
