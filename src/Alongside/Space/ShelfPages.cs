using System.Diagnostics;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Alongside.Space;

/// <summary>The shelf, the lists behind it, and beginning something new.</summary>
internal static class ShelfPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Anyone: whoever looks becomes a guest only by keeping something.
        routes.MapGet("/space", ShowAsync).ForAnyone();
        routes.MapGet("/space/new/{kind}", NewAsync).ForAnyone();
        routes.MapPost("/space/new/{kind}", KeepAsync).ForAnyone().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(PageForms.Largest));
        routes.MapGet("/space/kinds/{kind}", ListAsync).ForPerson();
        routes.MapGet("/space/story", StoryAsync).ForPerson();
        routes.MapPost("/space/story/order", OrderAsync).ForPerson().DisableAntiforgery();
        routes.MapPost("/space/goals", OpenGoalsAsync).ForPerson().DisableAntiforgery();
    }

    /// <summary>Where a page of a kind is found again.</summary>
    public static string HomeOf(PageKind kind) => kind.Name switch
    {
        "story" or "moment" => "/space/story",
        "plan" => "/space/plan",
        _ => $"/space/kinds/{kind.Name}",
    };

    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(Me? me, Shelf shelf, ReturnWords words, CancellationToken cancel)
    {
        switch (me)
        {
            case null:
                return Pages.Show<ShelfPage>(new { Places = await PlacesAsync(null, shelf, cancel), Counts = new Dictionary<string, long>() });
            case { Role: not Role.Person }:
                return TypedResults.NotFound();
            default:
                return Pages.Show<ShelfPage>(new
                {
                    Places = await PlacesAsync(me, shelf, cancel),
                    Counts = await shelf.CountsAsync(me, cancel),
                    Known = true,
                    WordsLost = (await words.StandingOfAsync(me, cancel)).LostUntil is not null,
                    GoalsOpen = (await shelf.OwnAsync(me, cancel))["goals"] == "open",
                });
        }
    }

    private static async Task<IReadOnlyList<ShelfPlace>> PlacesAsync(Me? me, Shelf shelf, CancellationToken cancel)
    {
        var places = new List<ShelfPlace>();
        foreach (var kind in new[] { PageKind.Story, PageKind.Victory, PageKind.Plan, PageKind.Wish })
        {
            var latest = me is null ? [] : await shelf.OfKindAsync(kind, me, cancel, most: 3);
            places.Add(new(kind, [.. latest.Select(p => p.Title).Where(t => t.Length > 0)]));
        }

        return places;
    }

    private static async Task<Results<RazorComponentResult, NotFound>> NewAsync(
        string kind, Me? me, Shelf shelf, CancellationToken cancel, string? section = null) =>
        PageKind.Find(kind) is { } found && me is null or { Role: Role.Person }
            ? Pages.Show<WritePage>(await FormAsync(PageKind.Find(kind)!, PageBody.Blank.With("section", section ?? ""), null, null, me, shelf, cancel))
            : TypedResults.NotFound();

    private static async Task<IResult> KeepAsync(
        string kind, Me? me, HttpContext context, Guests guests, Shelf shelf, PageForms forms, SpacePace pace,
        IStringLocalizer<SpaceTexts> texts, IStringLocalizer<VoiceTexts> voice, CancellationToken cancel)
    {
        if (PageKind.Find(kind) is not { } found || me is { Role: not Role.Person } || !context.Request.HasFormContentType)
        {
            return TypedResults.NotFound();
        }

        var form = await forms.ReadAsync(context.Request, cancel);
        var typed = PageForm.Read(found, form, PageBody.Blank);
        PageId.TryParse(form["once"], null, out var once);
        if (Refusal(typed, texts, voice) is (var refusal, var status))
        {
            return await AgainAsync(refusal, status);
        }

        switch (await guests.ArriveAsync(context, cancel))
        {
            case Arrival.Here here when pace.TryTake(here.Me.Person):
                return await shelf.KeepAsync(found, typed.Body, here.Me, cancel, once, typed.Sent.Recording) is { } kept
                    ? Pages.SeeOther($"/space/pages/{kept}")
                    : await AgainAsync(typed.Sent.Came ? voice["NoRoom"] : texts["Full"], StatusCodes.Status409Conflict);
            case Arrival.Here:
            case Arrival.Later:
                Slowly.Say(context, TimeSpan.FromSeconds(5));
                return await AgainAsync(texts["SlowDown"], StatusCodes.Status429TooManyRequests);
            default:
                throw new UnreachableException();
        }

        async Task<IResult> AgainAsync(string why, int status) => Pages.Show<WritePage>(
            await FormAsync(found, typed.Body, null, why, me, shelf, cancel, typed.TooLong, once, lost: typed.Sent.Came), status);
    }

    /// <summary>Why what came cannot be kept as it is; null when it can.</summary>
    public static (string Why, int Status)? Refusal(PageForm typed, IStringLocalizer<SpaceTexts> texts, IStringLocalizer<VoiceTexts> voice) => typed switch
    {
        { TooLong: not null } => (texts["TooLong"].Value, StatusCodes.Status422UnprocessableEntity),
        { Sent.Fault: RecordingFault.TooLarge } => (voice["TooLarge"].Value, StatusCodes.Status413PayloadTooLarge),
        { Sent.Fault: RecordingFault.NoSound } => (voice["NoSound"].Value, StatusCodes.Status422UnprocessableEntity),
        { Empty: true } => (texts["Empty"].Value, StatusCodes.Status422UnprocessableEntity),
        _ => null,
    };

    /// <summary>The parameters of the page on which one writes.</summary>
    public static async Task<object> FormAsync(
        PageKind kind, PageBody body, OwnPage? page, string? refusal, Me? me, Shelf shelf, CancellationToken cancel, string? field = null, PageId? once = null,
        string? share = null, bool lost = false)
    {
        IReadOnlyList<OwnPage> chapters = me is not null && kind.Fields.Any(f => f.Type is PageFieldType.OwnPage) ? await shelf.OfKindAsync(PageKind.Story, me, cancel) : [];
        IReadOnlyList<string> sections = me is not null && kind == PageKind.Plan ? Wording.LinesOf((await shelf.OwnAsync(me, cancel))["sections"]) : [];
        return new
        {
            Kind = kind,
            Body = body,
            Page = page?.View,
            Refusal = refusal,
            RefusedField = field,
            Lost = lost,
            Chapters = chapters.Select(c => c.View).ToList(),
            Sections = sections,
            Share = share,
            Once = once is { Value.Length: > 0 } given ? given.Value : PageId.New().Value,
        };
    }

    private static async Task<Results<RazorComponentResult, NotFound>> ListAsync(
        string kind, Me me, Shelf shelf, CancellationToken cancel, int older = 0)
    {
        if (PageKind.Find(kind) is not { } found || older < 0)
        {
            return TypedResults.NotFound();
        }

        var some = await shelf.OfKindAsync(found, me, cancel, older, PageSize + 1);
        return Pages.Show<KindPage>(new { Kind = found, Some = some.Take(PageSize).Select(p => p.View).ToList(), Older = some.Count > PageSize ? older + PageSize : (int?)null });
    }

    private static async Task<RazorComponentResult> StoryAsync(Me me, Shelf shelf, CancellationToken cancel) => Pages.Show<StoryPage>(new
    {
        Chapters = ViewsOf(ChapterOrder.Of(await shelf.OfKindAsync(PageKind.Story, me, cancel), await shelf.OwnAsync(me, cancel))),
        Moments = ViewsOf(await shelf.OfKindAsync(PageKind.Moment, me, cancel)),
        Victories = ViewsOf(await shelf.OfKindAsync(PageKind.Victory, me, cancel)),
    });

    // Chapters among chapters, endings among endings.
    private static async Task<SeeOther> OrderAsync([FromForm] string? up, [FromForm] string? down, Me me, Shelf shelf, CancellationToken cancel)
    {
        if (!PageId.TryParse(up ?? down, null, out var chapter) || await shelf.FindAsync(chapter, me, cancel) is not { } found || found.Kind != PageKind.Story)
        {
            return Pages.SeeOther("/space/story");
        }

        var pages = await shelf.OfKindAsync(PageKind.Story, me, cancel);
        var isEnding = found.Body["part"] == "ending";
        await shelf.ChooseAsync(me, own =>
        {
            var parts = ChapterOrder.Of(pages, own).ToLookup(c => c.Body["part"] == "ending");
            var moved = ChapterOrder.Moved([.. parts[isEnding]], chapter, up is null ? 1 : -1);
            return own.With(ChapterOrder.Field, string.Join(' ', moved.Concat(parts[!isEnding]).Select(c => c.Id.Value)));
        }, cancel);
        return Pages.SeeOther($"/space/story#c{chapter}");
    }

    private static List<PageView> ViewsOf(IReadOnlyList<OwnPage> pages) => [.. pages.Select(p => p.View)];

    // Hidden until somebody opens them, and again when they say "not yet".
    private static async Task<SeeOther> OpenGoalsAsync([FromForm] string? open, Me me, Shelf shelf, CancellationToken cancel)
    {
        await shelf.ChooseAsync(me, own => own.With("goals", open == "open" ? "open" : ""), cancel);
        return Pages.SeeOther("/space#goals");
    }
}

/// <summary>One place of the shelf, with the beginnings of what stands there.</summary>
public sealed record ShelfPlace(PageKind Kind, IReadOnlyList<string> Latest);
