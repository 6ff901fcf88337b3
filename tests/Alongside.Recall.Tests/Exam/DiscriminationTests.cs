using Alongside.Recall.Exam;
using Alongside.Recall.Simulation;

namespace Alongside.Recall.Tests.Exam;

public sealed class DiscriminationTests(ITestOutputHelper output)
{
    [Fact]
    public void Items_that_do_not_tell_learners_apart_are_flagged_and_sound_items_are_not()
    {
        var (bad, badFlagged, sound, soundFlagged) = (0, 0, 0, 0);
        for (var seed = 0UL; seed < 5; seed++)
        {
            var cohort = new SimulatedCohort(1_200, 200, 40 + seed);
            // Every tenth item is a toss of a coin, every tenth has the wrong option marked as right.
            for (var i = 0; i < 200; i++)
                cohort.Discriminations[i] = (i % 10) switch { 0 => 0, 1 => -1, _ => 1 };
            var flagged = Discrimination.Flagged(cohort.Answers(60), 200).ToHashSet();
            for (var i = 0; i < 200; i++)
            {
                var broken = i % 10 < 2;
                (bad, badFlagged) = broken ? (bad + 1, badFlagged + (flagged.Contains(i) ? 1 : 0)) : (bad, badFlagged);
                (sound, soundFlagged) = broken ? (sound, soundFlagged) : (sound + 1, soundFlagged + (flagged.Contains(i) ? 1 : 0));
            }
        }
        output.WriteLine($"360 answers an item: {badFlagged} of {bad} broken items flagged, {soundFlagged} of {sound} sound ones");
        Assert.True(badFlagged >= 0.95 * bad);
        Assert.True(soundFlagged <= 0.02 * sound);
    }

    [Fact]
    public void Too_few_answers_or_all_alike_give_no_judgement()
    {
        var cohort = new SimulatedCohort(99, 10, 2);
        Assert.All(Discrimination.Of(cohort.Answers(10), 11), Assert.Null);
        var alike = Enumerable.Range(0, 300).SelectMany(l => new ItemAnswer[] { new(l, 0, true), new(l, 1, l % 2 == 0) }).ToList();
        Assert.Null(Discrimination.Of(alike, 2)[0]);
        Assert.Empty(Discrimination.Flagged(alike, 1));
    }
}
