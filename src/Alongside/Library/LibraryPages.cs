using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alongside.Library;

/// <summary>Reading the library: looking around, finding what fits, one card, one story.</summary>
internal static class LibraryPages
{
    private const int CardsAtOnce = 3;
    private const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Anyone may read. What is looked for travels in the form, so that it stands in no address and no history.
        routes.MapGet("/library", async (Me? me, Entries entries, CancellationToken cancel) =>
            Pages.Show<LibraryPage>(new { All = await entries.AllAsync(cancel), Role = me?.Role.ToString() })).ForAnyone();
        routes.MapGet("/api/library/{entry}", ReadAsync).WithTags("library").ForAnyone();
        routes.MapPost("/library", FindAsync).ForAnyone().DisableAntiforgery();
        routes.MapGet("/library/cards/{card}", async (string card, Me? me, Entries entries, AnswersToCards answers, Company company, CancellationToken cancel) =>
            await ShowAsync(card, "card", me, entries, answers, company, cancel)).ForAnyone();
        routes.MapGet("/library/stories/{story}", async (string story, Me? me, Entries entries, AnswersToCards answers, Company company, CancellationToken cancel) =>
            await ShowAsync(story, "story", me, entries, answers, company, cancel)).ForAnyone();
    }

    // What stands open to everybody, for the page of a conversation in which it is offered.
    private static async Task<Results<Ok<LibraryEntry>, NotFound>> ReadAsync(string entry, Entries entries, CancellationToken cancel) =>
        await entries.FindAsync(entry, cancel) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    private static async Task<RazorComponentResult> FindAsync(
        HttpContext context, Me? me, Entries entries, AnswersToCards answers, CancellationToken cancel)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancel) : FormCollection.Empty;
        var all = await entries.AllAsync(cancel);
        if (form["words"].ToString() is { Length: > 0 } words)
        {
            var typed = words[..Math.Min(words.Length, LongestSearch)];
            return Pages.Show<LibraryPage>(new { All = all, Role = me?.Role.ToString(), Typed = typed, Found = await entries.SearchAsync(typed, cancel) });
        }

        var chosen = Tags.All.Where(form["tag"].Contains).ToList();
        var seen = form["seen"].OfType<string>().Where(id => all.Any(e => e.Id == id)).ToList();
        var notForMe = me is { Role: Role.Person } ? (await answers(me, cancel)).Where(a => a.Value == "not").Select(a => a.Key) : [];
        var fits = Fit.Of(all, chosen, [.. seen, .. notForMe]);
        Fit[] shown = [.. fits.Where(f => f.Entry.IsStory).Take(1), .. fits.Where(f => !f.Entry.IsStory).Take(CardsAtOnce)];
        return Pages.Show<LibraryPage>(new { All = all, Role = me?.Role.ToString(), Chosen = chosen, Fits = shown, Seen = seen.Concat(shown.Select(f => f.Entry.Id)).ToList() });
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        string id, string kind, Me? me, Entries entries, AnswersToCards answers, Company company, CancellationToken cancel)
    {
        if (await entries.FindAsync(id, cancel) is not { } entry || entry.Kind != kind)
        {
            return TypedResults.NotFound();
        }

        var all = await entries.AllAsync(cancel);
        return Pages.Show<EntryPage>(new
        {
            Entry = entry,
            Beside = all.Where(e => entry.IsStory ? entry.Cards.Contains(e.Id) : e.Cards.Contains(entry.Id)).ToList(),
            Answer = me is { Role: Role.Person } ? (await answers(me, cancel)).GetValueOrDefault(id) : null,
            MayKeep = me is null or { Role: Role.Person },
            MoreThan = await CompanyAsync(entry, company, cancel),
        });
    }

    // Of a story: of whichever of its cards most people kept or tried.
    private static async Task<long?> CompanyAsync(LibraryEntry entry, Company company, CancellationToken cancel)
    {
        long? most = null;
        foreach (var card in entry.IsStory ? entry.Cards : [entry.Id])
        {
            most = await company.OfAsync(card, cancel) is { } found && !(found <= most) ? found : most;
        }

        return most;
    }
}
