using Alongside.Conversations;
using Alongside.People;
using Alongside.Platform.Html;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Alongside.Practice;

/// <summary>
/// One's own words of a conversation that is over, read by the lens when whoever said them asks. What the other one wrote is
/// neither shown nor read for its own sake, and nothing of it is kept anywhere.
/// </summary>
internal static class OwnPages
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/own/{conversation}", ShowAsync);

    // A conversation that goes on answers like one that is not there: the lens never runs in it.
    private static async Task<Results<RazorComponentResult, NotFound>> ShowAsync(
        ConversationId conversation, Me me, Seats seats, MomentLog log, TimeProvider clock, IStringLocalizer<PracticeTexts> texts, CancellationToken cancel) =>
        await seats.FindAsync(conversation, me, cancel) is { IsPerson: false } seat
            && await log.ReadAllAsync(seat, cancel) is var moments && Conversations.Standing.Of(moments).State == "ended"
            ? Pages.Show<OwnPage>(new { Lines = Own(seat, moments, texts).ToList(), Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) })
            : TypedResults.NotFound();

    private static IEnumerable<OwnLine> Own(Seat seat, IEnumerable<Moment> moments, IStringLocalizer<PracticeTexts> texts)
    {
        string? answered = null;
        foreach (var moment in moments.Where(static m => m.Kind is MomentKind.Said or MomentKind.Reflection && m.Text.Length > 0))
        {
            if (moment.Author is Side.Person)
            {
                answered = moment.Text;
            }
            else if (moment.Name == seat.Name)
            {
                yield return new OwnLine(moment.Text,
                    [.. Feedback.Clearest(Hearing.Of(moment.Text, answered)).Select(seen => (MoveWords.Of(seen.Move, texts), moment.Text[seen.Start..seen.End]))]);
            }
        }
    }
}
