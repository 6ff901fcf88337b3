using Alongside.People;
using Alongside.Study;
using Alongside.Study.Decks;

namespace Alongside.Growth;

/// <summary>What a made-up learner noted over three months, for the demo: her portfolio and her cards are not empty.</summary>
internal sealed class DemoGrowth(GrowthStore growth, DeckStore decks, TimeProvider clock)
{
    public async Task NotedAsync(PersonId person, CancellationToken cancel)
    {
        var today = StudyDay.Of(clock.GetUtcNow());
        foreach (var words in new GrowthWords[]
        {
            new("training", today.AddDays(-80), "First weekend of the course. I talked too much, and noticed.", 12, null, "samhsa.communication"),
            new("hours", today.AddDays(-45), "Four evenings on the warmline, beside somebody who has done it for years.", 10, null, "samhsa.engage"),
            new("reflection", today.AddDays(-30), "I wanted to fix it. I said back what I heard instead, and the quiet after it was good.", null, null, "move.reflection"),
            new("training", today.AddDays(-12), "An afternoon on rights in the hospital.", 3.5m, null, "samhsa.leadership"),
            new(GrowthWords.Weight, today.AddDays(-6), "Slept badly. Walked before the evening.", null, 4, null),
            new(GrowthWords.Weight, today.AddDays(-2), "A light one.", null, 1, null, Rested: true),
            new(GrowthWords.Plan, today.AddDays(-20), "I stop at nine. I call Jo. I leave the phone in the kitchen.", null, null, null),
        })
        {
            await growth.AddAsync(person, words, cancel);
        }

        await decks.MakeAsync(person, "Tuesday group",
            [new("What do I say when I do not know what to say?", "“I'm here. Take your time.”"), new("Whose pace is it?", "Theirs.")], cancel);
    }
}
