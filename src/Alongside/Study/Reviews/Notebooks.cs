using Alongside.People;
using Alongside.Study.Bank;

namespace Alongside.Study.Reviews;

/// <summary>Opens a learner's notebook: their own, and nobody else's.</summary>
internal sealed class Notebooks(Learners learners, StudyLog log, QuestionBank bank, TimeProvider clock)
{
    public async Task<Notebook> OpenAsync(PersonId person, CancellationToken cancel) => new(
        person, await learners.OfAsync(person, cancel), await log.ReadAsync(person, cancel), bank.InTurn, clock.GetUtcNow());
}
