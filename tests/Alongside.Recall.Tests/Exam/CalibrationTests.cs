using Alongside.Recall.Exam;
using Alongside.Recall.Simulation;

namespace Alongside.Recall.Tests.Exam;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    [Fact]
    public void An_item_is_rated_by_Elo_until_it_has_200_answers_and_then_by_Rasch()
    {
        // Item i is answered by the first 195 + i learners.
        var cohort = new SimulatedCohort(210, 16, 3);
        var answers = cohort.Answers(16).Where(a => a.Learner < 195 + a.Item).ToList();
        var items = Calibration.Of(answers, 17).Items;
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal((195 + i, i >= 5), (items[i].Answers, items[i].ByRasch)));
        Assert.Equal(ItemDifficulty.Unknown.Logit, items[16].Logit);
        Assert.True(items[16].StandardError >= 1);
    }

    [Fact]
    public void Difficulties_are_found_and_their_standard_errors_are_honest()
    {
        foreach (var (learners, each) in new[] { (160, 40), (400, 40), (400, 120), (2_000, 60) })
        {
            var (error, told, held, count, sort) = (0.0, 0.0, 0, 0, "");
            for (var seed = 0UL; seed < 5; seed++)
            {
                var cohort = new SimulatedCohort(learners, 320, 100 + seed);
                var items = Calibration.Of(cohort.Answers(each), 320).Items;
                for (var i = 0; i < 320; i++)
                {
                    var miss = items[i].Logit - cohort.Difficulties[i];
                    error += miss * miss;
                    told += items[i].StandardError * items[i].StandardError;
                    held += Math.Abs(miss) <= 1.2816 * items[i].StandardError ? 1 : 0;
                    count++;
                }
                sort = items[0].ByRasch ? "Rasch" : "Elo";
            }
            output.WriteLine($"{learners * each / 320} answers an item, {sort}: RMSE {Math.Sqrt(error / count):0.000}, "
                + $"standard error told {Math.Sqrt(told / count):0.000}, 80 % ranges hold {(double)held / count:0.0%}");
            Assert.InRange((double)held / count, 0.7, 0.9);
        }
    }

    [Fact]
    public void The_spread_of_learners_is_found() =>
        Assert.Equal(1, Calibration.Of(new SimulatedCohort(2_000, 100, 5).Answers(60), 100).LearnersSpread, 0.08);

    [Fact]
    public void Elo_gives_what_it_takes_and_less_to_what_is_known()
    {
        var (learner, item) = Elo.Update(new(0, 0), new(0, 0), right: true);
        Assert.Equal((0.5, -0.5), (learner.Logit, item.Logit));
        var (_, settled) = Elo.Update(new(0, 0), new(0, 100), right: true);
        Assert.True(settled.Logit is < 0 and > -0.1);
    }

    [Fact]
    public void An_answer_to_an_item_that_is_not_there_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Of([new(0, 5, true)], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Of([new(-1, 0, true)], 5));
    }
}
