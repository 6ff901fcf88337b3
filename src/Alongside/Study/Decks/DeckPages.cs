using System.Diagnostics;
using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Decks;

/// <summary>Cards of one's own: written here or brought along, taken away in two forms, printed, and shared with a study group.</summary>
internal static class DeckPages
{
    // Room for a file and the form around it.
    private const int LargestForm = Anki.LargestFile + 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var decks = routes.MapGroup("/study/decks").ForEveryoneSignedIn().DisableAntiforgery();
        decks.MapGet("", async (Me me, DeckStore store, CancellationToken cancel) => await ListAsync(me, store, null, null, cancel));
        decks.MapPost("", MakeAsync);
        decks.MapPost("/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(LargestForm));
        decks.MapGet("/{deck}", async (string deck, Me me, DeckStore store, CancellationToken cancel) => await ShowAsync(deck, me, store, null, null, cancel));
        decks.MapPost("/{deck}/cards", AddAsync);
        decks.MapPost("/{deck}/cards/removal", RemoveCardAsync);
        decks.MapPost("/{deck}/removal", RemoveAsync);
        decks.MapPost("/{deck}/sharing", ShareAsync);
        decks.MapPost("/{deck}/recall", RecallAsync);
        decks.MapGet("/{deck}/booklet", BookletAsync);
        routes.MapGet("/api/study/decks/{deck}/csv", (string deck, Me me, DeckStore store, CancellationToken cancel) =>
            FileAsync(deck, me, store, d => Csv.Write(d.Cards.Select(c => c.Sides)), "text/csv", "cards.csv", cancel)).ForEveryoneSignedIn();
        routes.MapGet("/api/study/decks/{deck}/apkg", (string deck, Me me, DeckStore store, TimeProvider clock, CancellationToken cancel) =>
            FileAsync(deck, me, store, d => Anki.Write(d, clock.GetUtcNow()), "application/octet-stream", "cards.apkg", cancel)).ForEveryoneSignedIn();
        // Anyone with the link, as those who share it meant; taking a copy makes a guest of whoever is not known.
        routes.MapGet("/study/shared/{link}", SharedAsync).ForAnyone();
        routes.MapPost("/study/shared/{link}", TakeAsync).ForAnyone().DisableAntiforgery();
    }

    private static async Task<RazorComponentResult> ListAsync(
        Me me, DeckStore store, IReadOnlyList<string>? problems, string? nameError, CancellationToken cancel, int status = StatusCodes.Status200OK) =>
        Pages.Show<DecksPage>(new
        {
            Decks = (await store.OfAsync(me.Person, cancel)).Select(d => new DeckLine(d.Id, d.Name, d.Cards)).ToList(),
            Problems = problems ?? [], NameError = nameError,
        }, status);

    private static async Task<IResult> MakeAsync([FromForm] string? name, Me me, DeckStore store, IStringLocalizer<StudyTexts> texts, CancellationToken cancel)
    {
        var cleaned = Importing.Cleaned(name ?? "");
        return cleaned.Length is 0 or > DeckStore.LongestName
            ? await ListAsync(me, store, null, texts["DeckNameWrong", DeckStore.LongestName], cancel, StatusCodes.Status422UnprocessableEntity)
            : Pages.SeeOther($"/study/decks/{await store.MakeAsync(me.Person, cleaned, [], cancel)}");
    }

    private static async Task<IResult> ImportAsync(IFormFile? file, Me me, DeckStore store, ImportPace pace, IStringLocalizer<StudyTexts> texts, HttpContext context, CancellationToken cancel)
    {
        if (pace.Take(me.Person) is { } wait)
        {
            Slowly.Say(context, wait);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (file is null || file.Length == 0)
        {
            return await RefusedAsync(new(ImportFault.Empty));
        }

        if (file.Length > Anki.LargestFile)
        {
            return await RefusedAsync(new(ImportFault.TooLarge));
        }

        using var copy = new MemoryStream((int)file.Length);
        await file.CopyToAsync(copy, cancel);
        var bytes = copy.ToArray();
        switch (bytes is [(byte)'P', (byte)'K', ..] ? Anki.Read(bytes) : Csv.Read(bytes))
        {
            case Importing.Read read:
                var name = Importing.Cleaned(Path.GetFileNameWithoutExtension(file.FileName)) is { Length: > 0 and <= DeckStore.LongestName } given ? given : texts["DeckNew"].Value;
                return await store.MakeAsync(me.Person, name, read.Cards, cancel) is { } deck
                    ? Pages.SeeOther($"/study/decks/{deck}") : await RefusedAsync(new(ImportFault.TooMany));
            case Importing.Refused refused:
                return await RefusedAsync(refused);
            default:
                throw new UnreachableException();
        }

        Task<RazorComponentResult> RefusedAsync(Importing.Refused why) => ListAsync(
            me, store, [.. why.Problems.Select(p => (p.Row is { } row ? texts["ImportRow", row] + " " : "") + Words(p.Fault, texts))], null, cancel, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowAsync(string deck, Me me, DeckStore store, string? error, string? link, CancellationToken cancel, int status = StatusCodes.Status200OK) =>
        await store.FindAsync(me.Person, deck, cancel) is { } found
            ? Pages.Show<DeckPage>(new
            {
                Deck = Sheet(found), Error = error, Link = link, Shares = await store.SharesAsync(me.Person, deck, cancel),
            }, status)
            : TypedResults.NotFound();

    private static async Task<IResult> AddAsync(
        string deck, [FromForm] string? front, [FromForm] string? back, Me me, DeckStore store, IStringLocalizer<StudyTexts> texts, CancellationToken cancel)
    {
        switch (Importing.Of([(1, front ?? "", back ?? "", null)]))
        {
            case Importing.Read read:
                return await store.AddAsync(me.Person, deck, read.Cards, cancel) ? Pages.SeeOther($"/study/decks/{deck}") : TypedResults.NotFound();
            case Importing.Refused refused:
                return await ShowAsync(deck, me, store, Words(refused.Problems[0].Fault, texts), null, cancel, StatusCodes.Status422UnprocessableEntity);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<IResult> RemoveCardAsync(string deck, [FromForm] string? card, Me me, DeckStore store, CancellationToken cancel) =>
        card is null || await store.RemoveCardAsync(me.Person, card, cancel) == 0 ? TypedResults.NotFound() : Pages.SeeOther($"/study/decks/{deck}");

    private static async Task<IResult> RemoveAsync(string deck, Me me, DeckStore store, CancellationToken cancel) =>
        await store.RemoveAsync(me.Person, deck, cancel) == 0 ? TypedResults.NotFound() : Pages.SeeOther("/study/decks");

    // The link is shown in this answer and nowhere again.
    private static async Task<IResult> ShareAsync(string deck, Me me, DeckStore store, Settings settings, HttpContext context, CancellationToken cancel) =>
        await store.ShareAsync(me.Person, deck, cancel) is { } link
            ? await ShowAsync(deck, me, store, null, settings.ForOthers(context.Request, $"/study/shared/{link}"), cancel)
            : TypedResults.NotFound();

    private static async Task<IResult> RecallAsync(string deck, Me me, DeckStore store, CancellationToken cancel)
    {
        if (await store.FindAsync(me.Person, deck, cancel) is null)
        {
            return TypedResults.NotFound();
        }

        await store.RecallAsync(me.Person, deck, cancel);
        return Pages.SeeOther($"/study/decks/{deck}");
    }

    private static async Task<IResult> BookletAsync(string deck, Me me, DeckStore store, CancellationToken cancel) =>
        await store.FindAsync(me.Person, deck, cancel) is { } found ? Pages.Show<BookletPage>(new { Deck = Sheet(found) }) : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, NotFound>> FileAsync(
        string deck, Me me, DeckStore store, Func<Deck, byte[]> write, string type, string name, CancellationToken cancel) =>
        await store.FindAsync(me.Person, deck, cancel) is { } found ? TypedResults.File(write(found), type, name) : TypedResults.NotFound();

    private static async Task<IResult> SharedAsync(string link, DeckStore store, CancellationToken cancel) =>
        await store.SharedAsync(link, cancel) is { } deck
            ? Pages.Show<SharedDeckPage>(new { Link = link, Deck = Sheet(deck) }) : TypedResults.NotFound();

    private static async Task<IResult> TakeAsync(string link, HttpContext context, Guests guests, DeckStore store, IStringLocalizer<StudyTexts> texts, CancellationToken cancel)
    {
        if (await store.SharedAsync(link, cancel) is not { } deck)
        {
            return TypedResults.NotFound();
        }

        switch (await guests.ArriveAsync(context, cancel))
        {
            case Arrival.Here here:
                return await store.MakeAsync(here.Me.Person, deck.Name, [.. deck.Cards.Select(c => c.Sides)], cancel) is { } copy
                    ? Pages.SeeOther($"/study/decks/{copy}")
                    : await ListAsync(here.Me, store, [Words(ImportFault.TooMany, texts)], null, cancel, StatusCodes.Status422UnprocessableEntity);
            case Arrival.Later later:
                return Slowly.Please(context, later.Wait);
            default:
                throw new UnreachableException();
        }
    }

    private static DeckSheet Sheet(Deck deck) => new(deck.Id, deck.Name, [.. deck.Cards.Select(c => new DeckCard(c.Id, c.Sides.Front, c.Sides.Back))]);

    private static string Words(ImportFault fault, IStringLocalizer<StudyTexts> texts) => fault switch
    {
        ImportFault.TooLong => texts["Fault.TooLong", DeckStore.LongestSide],
        ImportFault.TooMany => texts["Fault.TooMany", DeckStore.MostCards],
        ImportFault.TooLarge => texts["Fault.TooLarge", Anki.LargestFile / 1024 / 1024],
        _ => texts[Key(fault)],
    };

    private static string Key(ImportFault fault) => $"Fault.{fault}";
}

/// <summary>Opening somebody's file costs more than answering a card.</summary>
internal sealed class ImportPace(TimeProvider clock) : PersonPace(clock, 20, TimeSpan.FromSeconds(10));

public sealed record DeckLine(string Id, string Name, int Cards);

public sealed record DeckSheet(string Id, string Name, IReadOnlyList<DeckCard> Cards);

public sealed record DeckCard(string Id, string Front, string Back);
