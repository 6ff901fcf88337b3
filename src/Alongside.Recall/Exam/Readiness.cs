namespace Alongside.Recall.Exam;

/// <summary>How a paper like this one would likely go, as ranges. Never a promise, and no single number.</summary>
public abstract record Readiness
{
    /// <summary>First answers below which nothing is said.</summary>
    public const int LeastAnswers = 20;

    // Shown ranges leave out a tenth at each end.
    private const double Tail = 0.1;

    private Readiness()
    {
    }

    /// <summary>Too few answers to say anything honest.</summary>
    /// <param name="Missing">Answers still needed.</param>
    public sealed record NotYet(int Missing) : Readiness;

    /// <summary>Eight times in ten the truth lies in each of these ranges, if the items resemble the paper's.</summary>
    /// <param name="LeastRight">Items right, low end.</param>
    /// <param name="MostRight">Items right, high end.</param>
    /// <param name="Items">Items in the paper.</param>
    /// <param name="LeastChance">Chance of passing, 0 to 1, low end.</param>
    /// <param name="MostChance">Chance of passing, high end.</param>
    public sealed record Likely(int LeastRight, int MostRight, int Items, double LeastChance, double MostChance) : Readiness;

    /// <param name="ability">The learner's.</param>
    /// <param name="paper">The items of the paper, or of one like it.</param>
    /// <param name="toPass">Items right that pass.</param>
    public static Readiness For(Ability ability, IReadOnlyList<ItemDifficulty> paper, int toPass)
    {
        if (ability.Answers < LeastAnswers)
            return new NotYet(LeastAnswers - ability.Answers);
        var right = new double[paper.Count + 1];
        for (var k = 0; k < Ability.Node.Length; k++)
        {
            // Where nearly no ability is likely, nothing is added that could be seen.
            if (ability.Likely[k] < 1e-9)
                continue;
            var scores = Scores(Ability.Node[k], paper);
            for (var score = 0; score < scores.Length; score++)
                right[score] += ability.Likely[k] * scores[score];
        }
        return new Likely(
            Reached(right, Tail), Reached(right, 1 - Tail), paper.Count,
            Passing(ability.Quantile(Tail), paper, toPass), Passing(ability.Quantile(1 - Tail), paper, toPass));
    }

    /// <summary>Chance, 0 to 1, that a learner known to be of this ability has enough right.</summary>
    public static double Passing(double ability, IReadOnlyList<ItemDifficulty> paper, int toPass) =>
        Scores(ability, paper).Skip(toPass).Sum();

    private static int Reached(double[] chances, double atLeast)
    {
        var sum = 0.0;
        for (var score = 0; score < chances.Length; score++)
            if ((sum += chances[score]) >= atLeast)
                return score;
        return chances.Length - 1;
    }

    // The chance of each count of right answers: items one after the other, each right or wrong (Lord, Wingersky 1984).
    private static double[] Scores(double ability, IReadOnlyList<ItemDifficulty> paper)
    {
        var chances = new double[paper.Count + 1];
        chances[0] = 1;
        for (var i = 0; i < paper.Count; i++)
        {
            var right = paper[i].ChanceRight(ability);
            for (var score = i + 1; score > 0; score--)
                chances[score] = chances[score] * (1 - right) + chances[score - 1] * right;
            chances[0] *= 1 - right;
        }
        return chances;
    }
}
