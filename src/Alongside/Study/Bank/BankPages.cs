using System.Text;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Study.Papers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Bank;

/// <summary>Where a steward reads, writes and retires what is asked here. Every version stays.</summary>
internal static class BankPages
{
    private const int LargestFile = 1024 * 1024;
    private const int MostFaults = 20;

    // Ids below are left to items that come with the program.
    private const int FirstOwn = 500;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/study/bank").ForSteward().DisableAntiforgery();
        pages.MapGet("", async (Banks banks, Readings readings, CancellationToken cancel) => await FrontAsync(banks.Now, readings, [], cancel));
        pages.MapPost("/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(LargestFile + 64 * 1024));
        pages.MapGet("/fields/{field}", ShowField);
        pages.MapGet("/new", ShowNew);
        pages.MapPost("/new", AddAsync);
        pages.MapGet("/items/{item}", ShowItem);
        pages.MapPost("/items/{item}", KeepAsync);
        routes.MapGet("/api/study/bank/{field}", Export).ForSteward();
    }

    private static async Task<RazorComponentResult> FrontAsync(
        QuestionBank bank, Readings readings, IReadOnlyList<string> problems, CancellationToken cancel, int status = StatusCodes.Status200OK) => Pages.Show<BankPage>(new
    {
        Fields = bank.Domains.Select(d => bank.Written.Where(w => w.Item.Domain == d.Key).Select(w => w.Item.State).ToList() is var states
            ? new FieldLine(d.Key, d.Name, states.Count(s => s is ItemState.Draft), states.Count(s => s is ItemState.Reviewed), states.Count(s => s is ItemState.Retired))
            : throw new System.Diagnostics.UnreachableException()).ToList(),
        Problems = problems,
        Flagged = (await readings.FlaggedAsync(cancel)).Select(bank.Find).OfType<Item>().Select(i => (i.Id, i.Question)).ToList(),
        Slips = bank.Look().Take(MostFaults).Select(f => f.ToString()).ToList(),
    }, status);

    private static Results<RazorComponentResult, NotFound> ShowField(string field, Banks banks, string? state = null) =>
        banks.Now is var bank && bank.Domains.FirstOrDefault(d => d.Key == field) is { } domain
            ? Pages.Show<BankFieldPage>(new
            {
                Key = domain.Key, domain.Name, State = state,
                Items = bank.Written.Where(w => w.Item.Domain == field && (string.IsNullOrEmpty(state) || ItemDraft.StateOf(w.Item.State) == state))
                    .Select(w => new ItemLine(
                        w.Item.Id, w.Item.Scene, w.Item.Question, ItemDraft.KindOf(w.Item.Kind), ItemDraft.StateOf(w.Item.State), w.Item.Version, bank.VersionsOf(w.Item.Id)[0].From != DateTimeOffset.MinValue)).ToList(),
            })
            : TypedResults.NotFound();

    private static Results<RazorComponentResult, NotFound> ShowNew(Banks banks, string? field = null, string? kind = null) =>
        banks.Now is var bank && IsKind(kind) && bank.Domains.Any(d => d.Key == field)
            ? Page(bank, null, ItemDraft.New(field!, kind!))
            : TypedResults.NotFound();

    private static Results<RazorComponentResult, NotFound> ShowItem(string item, Banks banks, int? version = null, bool kept = false) =>
        banks.Now is var bank && bank.Find(item) is { } latest && (version is { } one ? bank.FindVersion(item, one) : latest) is { } found
            ? Page(bank, latest, ItemDraft.Of(found, latest.Version), shown: found.Version, kept: kept)
            : TypedResults.NotFound();

    private static async Task<IResult> AddAsync(
        HttpContext context, Me me, Banks banks, ItemStore store, IStringLocalizer<BankTexts> texts, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        if (banks.Now.Domains.All(d => d.Key != form["field"]) || !IsKind(form["kind"]))
        {
            return TypedResults.NotFound();
        }

        var draft = ItemDraft.Read(form, form["field"].ToString(), form["kind"].ToString()) with { Over = 0 };
        while (true)
        {
            await banks.ReadAsync(cancel);
            var bank = banks.Now;
            if (NextId(bank, draft.Field) is not { } id)
            {
                return Page(bank, null, draft, new Dictionary<string, string> { [Slip.Id] = texts["FieldFull"] }, StatusCodes.Status422UnprocessableEntity);
            }

            var (item, errors) = draft.Check(id, bank, texts);
            if (item is null)
            {
                return Page(bank, null, draft, errors, StatusCodes.Status422UnprocessableEntity);
            }

            // Another steward may have taken the number in the same moment: the next one is free.
            if (await store.AddAsync(me.Person, item, cancel))
            {
                await banks.ReadAsync(cancel);
                return Pages.SeeOther($"/study/bank/items/{id}?kept=true");
            }
        }
    }

    private static async Task<IResult> KeepAsync(
        string item, HttpContext context, Me me, Banks banks, ItemStore store, IStringLocalizer<BankTexts> texts, CancellationToken cancel)
    {
        if (banks.Now.Find(item) is not { } before)
        {
            return TypedResults.NotFound();
        }

        var draft = ItemDraft.Read(await context.Request.ReadFormAsync(cancel), before.Domain, ItemDraft.KindOf(before.Kind));
        var (written, errors) = draft.Check(item, banks.Now, texts);
        if (written is null)
        {
            return Page(banks.Now, before, draft, errors, StatusCodes.Status422UnprocessableEntity);
        }

        if (draft.Over == before.Version && await store.AddAsync(me.Person, written, cancel))
        {
            await banks.ReadAsync(cancel);
            return Pages.SeeOther($"/study/bank/items/{item}?kept=true");
        }

        // Somebody wrote another version meanwhile. What was typed stays; kept once more it stands over theirs.
        await banks.ReadAsync(cancel);
        var latest = banks.Now.Find(item)!;
        return Page(banks.Now, latest, draft with { Over = latest.Version }, new Dictionary<string, string> { [Slip.Id] = texts["WrittenMeanwhile", latest.Version] }, StatusCodes.Status409Conflict);
    }

    private static RazorComponentResult Page(
        QuestionBank bank, Item? latest, ItemDraft draft, IReadOnlyDictionary<string, string>? errors = null, int status = StatusCodes.Status200OK, int shown = 0, bool kept = false) =>
        Pages.Show<ItemPage>(new
        {
            Sheet = new ItemSheet(
                latest?.Id, bank.NameOf(draft.Field), latest?.Version ?? 0, shown == 0 ? latest?.Version ?? 0 : shown,
                [.. bank.Competences.Groups.Select(g => new TagGroup(g.Name, [.. g.Members.Select(c => (c.Key, c.Name))]))],
                latest is null ? [] : [.. bank.VersionsOf(latest.Id).Select(v => new VersionLine(v.Item.Version, ItemDraft.StateOf(v.Item.State), v.From == DateTimeOffset.MinValue ? null : v.From))], kept),
            Draft = draft,
            Errors = errors ?? new Dictionary<string, string>(),
        }, status);

    // A file is taken whole or not at all.
    private static async Task<IResult> ImportAsync(IFormFile? file, Me me, Banks banks, Readings readings, ItemStore store, IStringLocalizer<BankTexts> texts, CancellationToken cancel)
    {
        if (file is null || file.Length is 0 or > LargestFile)
        {
            return await RefusedAsync([texts["FileNone", LargestFile / 1024 / 1024]]);
        }

        using var copy = new MemoryStream((int)file.Length);
        await file.CopyToAsync(copy, cancel);
        string text;
        try
        {
            text = Strict.GetString(copy.ToArray()).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return await RefusedAsync([texts["FileLetters"]]);
        }

        await banks.ReadAsync(cancel);
        var bank = banks.Now;
        var (items, faults) = BankFile.Read(text, bank);
        if (faults.Count > 0)
        {
            return await RefusedAsync([.. faults.Take(MostFaults).Select(f => texts["FileLine", f.Line, f.Reason].Value)]);
        }

        if (!await store.AddAllAsync(me.Person, items, cancel))
        {
            return await RefusedAsync([texts["FileMeanwhile"]], StatusCodes.Status409Conflict);
        }

        await banks.ReadAsync(cancel);
        return Pages.SeeOther("/study/bank");

        async Task<IResult> RefusedAsync(IReadOnlyList<string> problems, int status = StatusCodes.Status422UnprocessableEntity) =>
            await FrontAsync(banks.Now, readings, problems, cancel, status);
    }

    private static Results<FileContentHttpResult, NotFound> Export(string field, Banks banks) =>
        banks.Now.Domains.Any(d => d.Key == field)
            ? TypedResults.File(Encoding.UTF8.GetBytes(string.Join('\n', banks.Now.Written.Where(w => w.Item.Domain == field).Select(w => ItemYaml.Write(w.Item)))), "application/yaml", field + ".yaml")
            : TypedResults.NotFound();

    private static string? NextId(QuestionBank bank, string field) =>
        Enumerable.Range(FirstOwn, 1000 - FirstOwn).Select(n => $"{field}-{n:000}").FirstOrDefault(id => bank.Find(id) is null);

    private static bool IsKind(string? kind) => kind is "choice" or "scenario" or "card";
}
