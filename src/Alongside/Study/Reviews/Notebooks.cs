using Alongside.People;
using Alongside.Study.Bank;
using Alongside.Study.Decks;

namespace Alongside.Study.Reviews;

/// <summary>Opens a learner's notebook: their own, and nobody else's.</summary>
internal sealed class Notebooks(Learners learners, StudyLog log, Banks banks, DeckStore decks, TimeProvider clock)
{
    public async Task<Notebook> OpenAsync(PersonId person, CancellationToken cancel) => new(
        person, await learners.OfAsync(person, cancel), await log.ReadAsync(person, cancel),
        // What somebody wrote or brought themselves comes first: they want it.
        [.. await decks.CardIdsAsync(person, cancel), .. banks.Now.InTurn], clock.GetUtcNow());
}
