namespace Alongside.Recall.Exam;

/// <summary>What all learners' answers say about the items.</summary>
/// <param name="Items">By position in the bank.</param>
/// <param name="LearnersSpread">Deviation of abilities over learners, logit; 1 until the Rasch model could be fitted.</param>
public sealed record Calibration(IReadOnlyList<ItemDifficulty> Items, double LearnersSpread)
{
    /// <summary>Answers from which an item's difficulty is fitted by the Rasch model.</summary>
    public const int AnswersForRasch = 200;

    // A handful of items tells too little of the learners to put the two scales side by side.
    private const int FewestRaschItems = 5;

    /// <summary>Elo ratings for all items, and Rasch difficulties for those with enough answers, on one scale.</summary>
    /// <param name="answers">First answers, oldest first.</param>
    /// <param name="items">Items in the bank.</param>
    /// <exception cref="ArgumentOutOfRangeException">An answer names an item or learner that cannot be.</exception>
    public static Calibration Of(IReadOnlyList<ItemAnswer> answers, int items)
    {
        var elo = Rate(answers, items);
        var difficulties = elo.Select(Elo.Difficulty).ToArray();
        var enough = Enumerable.Range(0, items).Where(item => elo[item].Answers >= AnswersForRasch).ToArray();
        if (enough.Length < FewestRaschItems)
            return new(difficulties, 1);

        var position = enough.Select((item, i) => (item, i)).ToDictionary(p => p.item, p => p.i);
        var fitted = Rasch.Fit(
            [.. answers.Where(a => position.ContainsKey(a.Item)).Select(a => a with { Item = position[a.Item] })],
            [.. enough.Select(item => elo[item].Logit)]);
        // Elo's zero is where the first learners stood; move it to where the Rasch model has the average learner.
        var shift = fitted.Logit.Average() - enough.Average(item => elo[item].Logit);
        for (var item = 0; item < items; item++)
            difficulties[item] = position.TryGetValue(item, out var i)
                ? new(fitted.Logit[i], fitted.StandardError[i], elo[item].Answers, true)
                : difficulties[item] with { Logit = difficulties[item].Logit + (elo[item].Answers == 0 ? 0 : shift) };
        return new(difficulties, fitted.LearnersSpread);
    }

    private static EloRating[] Rate(IReadOnlyList<ItemAnswer> answers, int items)
    {
        var rated = new EloRating[items];
        var learners = new Dictionary<int, EloRating>();
        foreach (var (learner, item, right) in answers)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(learner);
            ArgumentOutOfRangeException.ThrowIfNegative(item);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, items);
            (learners[learner], rated[item]) = Elo.Update(learners.GetValueOrDefault(learner), rated[item], right);
        }
        return rated;
    }
}
