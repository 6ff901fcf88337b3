using Alongside.Recall.Exam;
using Alongside.Recall.Simulation;

namespace Alongside.Recall.Tests.Exam;

/// <summary>What readiness says, beside a cohort whose truth is known.</summary>
public sealed class ReadinessTests(ITestOutputHelper output)
{
    private const int Items = 320;
    private const int PaperItems = 60;
    private const int ToPass = 36;

    // A thousand learners made the difficulties known; two thousand others are then judged by their first 60 answers.
    private static readonly Lazy<Judged> Rasch = new(() => Judge(new SimulatedCohort(3_000, Items, 7), 1_000, 80));

    // Few learners so far: every difficulty is still an Elo rating.
    private static readonly Lazy<Judged> EloOnly = new(() => Judge(new SimulatedCohort(2_400, Items, 8), 400, 60));

    [Fact]
    public void Ability_is_known_to_a_third_of_a_logit_after_60_items()
    {
        output.WriteLine($"RMSE of ability after 60 items: Rasch difficulties {Rasch.Value.Rmse:0.000}, Elo difficulties {EloOnly.Value.Rmse:0.000} logit");
        Assert.All(Rasch.Value.Calibration.Items, item => Assert.True(item.ByRasch));
        Assert.All(EloOnly.Value.Calibration.Items, item => Assert.False(item.ByRasch));
        Assert.True(Rasch.Value.Rmse <= 0.35);
        Assert.True(EloOnly.Value.Rmse <= 0.35);
    }

    [Fact]
    public void Shown_80_percent_ranges_hold_between_75_and_85_percent_of_the_time()
    {
        foreach (var (name, judged) in new[] { ("Rasch", Rasch.Value), ("Elo", EloOnly.Value) })
        {
            output.WriteLine($"{name}: ranges of the chance to pass hold the true chance {judged.ChanceHeld:0.0%}, "
                + $"ranges of right answers hold the paper's result {judged.ScoreHeld:0.0%} ({judged.Learners} learners)");
            Assert.InRange(judged.ChanceHeld, 0.75, 0.85);
            Assert.InRange(judged.ScoreHeld, 0.75, 0.85);
        }
    }

    [Fact]
    public void Chances_told_beforehand_come_true_as_often_as_told()
    {
        foreach (var (name, judged) in new[] { ("Rasch", Rasch.Value), ("Elo", EloOnly.Value) })
        {
            var brier = judged.Told.Average(t => Math.Pow(t.Chance - (t.Right ? 1 : 0), 2));
            var best = judged.Told.Average(t => Math.Pow(t.True - (t.Right ? 1 : 0), 2));
            var worst = judged.Told.Average(t => t.Right ? 1.0 : 0);
            output.WriteLine($"{name}: Brier score {brier:0.0000}; knowing the truth {best:0.0000}; saying always the mean {worst * (1 - worst):0.0000}");
            output.WriteLine("  told      came true   answers");
            var off = 0.0;
            foreach (var bin in judged.Told.GroupBy(t => (int)(t.Chance * 10)).OrderBy(b => b.Key))
            {
                var (told, came) = (bin.Average(t => t.Chance), bin.Average(t => t.Right ? 1.0 : 0));
                output.WriteLine($"  {told:0.000}     {came:0.000}     {bin.Count(),6}");
                if (bin.Count() >= 500)
                    off = Math.Max(off, Math.Abs(told - came));
            }
            Assert.True(off <= 0.05, $"{name}: a chance was off by {off:0.000}");
            Assert.True(brier < worst * (1 - worst) && brier < best + 0.01);
        }
    }

    [Fact]
    public void Ranges_still_hold_where_items_differ_in_kind_and_some_answers_are_guessed()
    {
        var judged = Judge(new SimulatedCohort(2_000, Items, 9, unevenness: 0.3, guessing: 0.2), 1_000, 80);
        output.WriteLine($"uneven items, one in five guessed: ranges of the chance to pass hold {judged.ChanceHeld:0.0%}, "
            + $"ranges of right answers hold {judged.ScoreHeld:0.0%}");
        Assert.InRange(judged.ChanceHeld, 0.7, 0.9);
        Assert.InRange(judged.ScoreHeld, 0.7, 0.9);
    }

    [Fact]
    public void Below_20_answers_nothing_is_said()
    {
        ItemDifficulty item = new(0, 0.1, 300, true);
        Ability After(int answers) => Ability.From([.. Enumerable.Repeat((item, true), answers)], 1);
        Assert.Equal(new Readiness.NotYet(20), Readiness.For(After(0), [item], 1));
        Assert.Equal(new Readiness.NotYet(1), Readiness.For(After(19), [item], 1));
        Assert.IsType<Readiness.Likely>(Readiness.For(After(20), [item], 1));
    }

    [Fact]
    public void A_range_is_ordered_within_the_paper_and_narrower_with_more_answers()
    {
        var paper = Enumerable.Repeat(new ItemDifficulty(0, 0.1, 300, true), 50).ToArray();
        Readiness.Likely After(int answers) => Assert.IsType<Readiness.Likely>(Readiness.For(
            Ability.From([.. Enumerable.Range(0, answers).Select(i => (paper[0], i % 3 != 0))], 1), paper, 30));
        var (few, many) = (After(30), After(300));
        foreach (var range in new[] { few, many })
        {
            Assert.True(0 <= range.LeastRight && range.LeastRight <= range.MostRight && range.MostRight <= range.Items);
            Assert.True(range.LeastChance is >= 0 and <= 1 && range.LeastChance <= range.MostChance && range.MostChance <= 1 + 1e-9);
        }
        Assert.True(many.MostRight - many.LeastRight < few.MostRight - few.LeastRight);
        Assert.True(many.MostChance - many.LeastChance < few.MostChance - few.LeastChance);
    }

    /// <summary>Difficulties from the first learners, ranges for the others, and what then really happened.</summary>
    private static Judged Judge(SimulatedCohort cohort, int known, int each)
    {
        var answers = cohort.Answers(each);
        var calibration = Calibration.Of([.. answers.Where(a => a.Learner < known)], Items);
        var own = answers.Where(a => a.Learner >= known).ToLookup(a => a.Learner);
        var (squares, chanceHeld, scoreHeld, learners) = (0.0, 0, 0, 0);
        var told = new List<(double, double, bool)>();
        foreach (var of in own)
        {
            var ability = Ability.From([.. of.Take(60).Select(a => (calibration.Items[a.Item], a.Right))], calibration.LearnersSpread);
            squares += Math.Pow(ability.Mean - cohort.Abilities[of.Key], 2);
            var paper = cohort.Draw(PaperItems);
            var range = Assert.IsType<Readiness.Likely>(Readiness.For(ability, [.. paper.Select(i => calibration.Items[i])], ToPass));
            var truth = TruePassing([.. paper.Select(i => cohort.TrueChance(of.Key, i))]);
            chanceHeld += truth >= range.LeastChance && truth <= range.MostChance ? 1 : 0;
            var result = paper.Select(item => (Item: item, Right: cohort.IsRight(of.Key, item))).ToArray();
            var score = result.Count(r => r.Right);
            scoreHeld += score >= range.LeastRight && score <= range.MostRight ? 1 : 0;
            told.AddRange(result.Select(r => (
                calibration.Items[r.Item].ChanceRight(ability.Mean), cohort.TrueChance(of.Key, r.Item), r.Right)));
            learners++;
        }
        return new(calibration, learners, Math.Sqrt(squares / learners), (double)chanceHeld / learners, (double)scoreHeld / learners, told);
    }

    // Told apart from the library's own sum: the chance of enough right, by the items' true chances.
    private static double TruePassing(double[] chances)
    {
        var scores = new double[chances.Length + 1];
        scores[0] = 1;
        foreach (var chance in chances)
            for (var score = chances.Length; score >= 0; score--)
                scores[score] = scores[score] * (1 - chance) + (score > 0 ? scores[score - 1] * chance : 0);
        return scores[ToPass..].Sum();
    }

    private sealed record Judged(
        Calibration Calibration, int Learners, double Rmse, double ChanceHeld, double ScoreHeld, List<(double Chance, double True, bool Right)> Told);
}
