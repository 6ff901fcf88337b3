namespace Alongside.Recall.Exam;

/// <summary>
/// What a learner's answers say about their ability: not a number but how likely each one is. Source: expected a
/// posteriori estimation, Bock and Mislevy 1982.
/// </summary>
public sealed class Ability
{
    private const double Farthest = 6;
    private const int Nodes = 241;

    internal static readonly double[] Node =
        [.. Enumerable.Range(0, Nodes).Select(k => -Farthest + 2 * Farthest * k / (Nodes - 1))];

    private Ability(double[] likely, int answers) => (Likely, Answers) = (likely, answers);

    /// <summary>Chance of each node; they sum to 1.</summary>
    internal double[] Likely { get; }

    /// <summary>How many answers it rests on.</summary>
    public int Answers { get; }

    /// <summary>The middle of what is likely, logit.</summary>
    public double Mean => Node.Zip(Likely, (node, chance) => node * chance).Sum();

    /// <param name="answers">The learner's first answers, each with what is known of its item.</param>
    /// <param name="learnersSpread">Deviation of abilities over learners: <see cref="Calibration.LearnersSpread"/>.</param>
    public static Ability From(IReadOnlyCollection<(ItemDifficulty Item, bool Right)> answers, double learnersSpread)
    {
        var likely = new double[Nodes];
        for (var k = 0; k < Nodes; k++)
        {
            likely[k] = -Node[k] * Node[k] / (2 * learnersSpread * learnersSpread);
            foreach (var (item, right) in answers)
            {
                var chance = item.ChanceRight(Node[k]);
                likely[k] += Math.Log(right ? chance : 1 - chance);
            }
        }
        Rasch.Normalise(likely);
        return new(likely, answers.Count);
    }

    /// <summary>The ability below which it lies with this chance, logit.</summary>
    public double Quantile(double chance)
    {
        var sum = 0.0;
        for (var k = 0; k < Nodes; k++)
        {
            if (sum + Likely[k] >= chance)
                return Node[k] + (Node[1] - Node[0]) * ((chance - sum) / Likely[k] - 0.5);
            sum += Likely[k];
        }
        return Farthest;
    }
}
