using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Study.Decks;

namespace Alongside.Study.Reviews;

/// <summary>A learner lets go of everything they studied, at any time and without a reason.</summary>
internal sealed class StudyLettingGo(Database database, DeckStore decks)
{
    public async Task LetGoAsync(PersonId person, CancellationToken cancel)
    {
        await decks.LetGoAsync(person, cancel);
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync("delete from study_entry where person_id = @person", new { person });
            await w.ExecuteAsync("delete from study_paper_answer where paper_id in (select paper_id from study_paper where person_id = @person)", new { person });
            await w.ExecuteAsync("delete from study_paper where person_id = @person", new { person });
            return await w.ExecuteAsync("delete from learner where person_id = @person", new { person });
        }, cancel);
    }
}
