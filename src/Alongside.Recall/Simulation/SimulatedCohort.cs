using Alongside.Recall.Exam;

namespace Alongside.Recall.Simulation;

/// <summary>Learners and items whose ability, difficulty and discrimination are known, for checking what readiness claims.</summary>
public sealed class SimulatedCohort
{
    private readonly Chance _chance;
    private readonly double _guessing;

    /// <param name="learners">Abilities are normal, mean 0, deviation 1 logit.</param>
    /// <param name="items">Difficulties are normal, mean −0.3, deviation 0.9 logit.</param>
    /// <param name="seed">The same seed gives the same cohort.</param>
    /// <param name="unevenness">Deviation of ln(discrimination) over items; 0 is the world of the Rasch model.</param>
    /// <param name="guessing">Chance of a right answer by one who knows nothing.</param>
    public SimulatedCohort(int learners, int items, ulong seed, double unevenness = 0, double guessing = 0)
    {
        (_chance, _guessing) = (new(seed), guessing);
        Abilities = [.. Enumerable.Range(0, learners).Select(_ => _chance.Normal())];
        Difficulties = [.. Enumerable.Range(0, items).Select(_ => -0.3 + 0.9 * _chance.Normal())];
        Discriminations = [.. Enumerable.Range(0, items).Select(_ => Math.Exp(unevenness * _chance.Normal()))];
    }

    public double[] Abilities { get; }

    public double[] Difficulties { get; }

    /// <summary>1 is the Rasch model; 0 an item that everyone answers by the toss of a coin.</summary>
    public double[] Discriminations { get; }

    /// <summary>Each learner answers this many different items, drawn at random; learners take turns.</summary>
    public IReadOnlyList<ItemAnswer> Answers(int each)
    {
        var drawn = Abilities.Select(_ => Draw(each)).ToArray();
        var answers = new List<ItemAnswer>(each * drawn.Length);
        for (var turn = 0; turn < each; turn++)
            for (var learner = 0; learner < drawn.Length; learner++)
                answers.Add(new(learner, drawn[learner][turn], IsRight(learner, drawn[learner][turn])));
        return answers;
    }

    /// <summary>Lets a learner answer an item by chance of their true ability.</summary>
    public bool IsRight(int learner, int item) => _chance.Fraction() < TrueChance(learner, item);

    public double TrueChance(int learner, int item) => _guessing
        + (1 - _guessing) * Logistic.Of(Discriminations[item] * (Abilities[learner] - Difficulties[item]));

    /// <summary>Different items at random.</summary>
    public int[] Draw(int count)
    {
        var items = Enumerable.Range(0, Difficulties.Length).ToArray();
        for (var i = 0; i < count; i++)
        {
            var other = i + _chance.Below(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
        return items[..count];
    }
}
