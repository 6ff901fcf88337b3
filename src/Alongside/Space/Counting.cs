using Alongside.Library;
using Alongside.People;

namespace Alongside.Space;

/// <summary>
/// Whoever keeps a card or tries it is counted once, so that others learn they are not alone. That they were is noted in
/// their own space and nowhere else: a sealed word beside their answers, so that a second time does not count.
/// </summary>
internal sealed class Counting(Shelf shelf, Company company)
{
    private const string Kept = "kept", Tried = "tried";

    /// <summary>It went into my plan.</summary>
    public Task KeptAsync(LibraryEntry card, Me me, CancellationToken cancel) => ChangeAsync(card, me, own => own, _ => Kept, cancel);

    /// <summary>What I answer now, or no answer any more: then I am counted no longer, unless I kept it.</summary>
    public Task AnsweredAsync(LibraryEntry card, string answer, Me me, CancellationToken cancel) => ChangeAsync(
        card, me, own => own.With(AnswerTo(card), answer), counted => counted == Kept ? Kept : answer is "tried" or "adapted" ? Tried : "", cancel);

    /// <summary>Where an answer stands among what somebody chose here.</summary>
    public static string AnswerTo(LibraryEntry card) => "card." + card.Id;

    private async Task ChangeAsync(LibraryEntry card, Me me, Func<PageBody, PageBody> change, Func<string, string> count, CancellationToken cancel)
    {
        var mark = "counted." + card.Id;
        var more = 0;
        await shelf.ChooseAsync(me, own =>
        {
            var next = count(own[mark]);
            more = (next.Length > 0 ? 1 : 0) - (own[mark].Length > 0 ? 1 : 0);
            return change(own).With(mark, next);
        }, cancel);
        if (more != 0)
        {
            await company.AddAsync(card.Id, more, cancel);
        }
    }
}
