namespace Alongside.Recall.Exam;

/// <summary>
/// Whether those who know more get an item right more often: the correlation of right answers with how well the
/// same learners did elsewhere. Source: corrected item-rest correlation, classical test theory.
/// </summary>
public static class Discrimination
{
    /// <summary>Below this an item tells little, or has the wrong option marked.</summary>
    public const double Least = 0.15;

    /// <summary>Answers below which no judgement is given.</summary>
    public const int LeastAnswers = 100;

    /// <summary>−1 to 1 for each item; null where too few answered, or all alike.</summary>
    /// <param name="answers">First answers of all learners.</param>
    /// <param name="items">Items in the bank.</param>
    public static IReadOnlyList<double?> Of(IReadOnlyList<ItemAnswer> answers, int items)
    {
        var easiness = answers.GroupBy(a => a.Item).ToDictionary(g => g.Key, g => g.Average(a => a.Right ? 1.0 : 0.0));
        // How far above what is usual on the same items a learner was, in sum and over how many.
        var above = answers.GroupBy(a => a.Learner)
            .ToDictionary(g => g.Key, g => (Sum: g.Sum(a => (a.Right ? 1 : 0) - easiness[a.Item]), Count: g.Count()));
        var pairs = answers.Where(a => above[a.Learner].Count > 1).ToLookup(a => a.Item, a =>
        {
            var own = a.Right ? 1.0 : 0.0;
            var (sum, count) = above[a.Learner];
            return (Own: own, Elsewhere: (sum - (own - easiness[a.Item])) / (count - 1));
        });
        return [.. Enumerable.Range(0, items).Select(item => Correlation([.. pairs[item]]))];
    }

    /// <summary>Positions of the items to look at again.</summary>
    public static IReadOnlyList<int> Flagged(IReadOnlyList<ItemAnswer> answers, int items) =>
        [.. Of(answers, items).Index().Where(i => i.Item < Least).Select(i => i.Index)];

    private static double? Correlation((double Own, double Elsewhere)[] pairs)
    {
        if (pairs.Length < LeastAnswers)
            return null;
        var (own, elsewhere) = (pairs.Average(p => p.Own), pairs.Average(p => p.Elsewhere));
        var together = pairs.Sum(p => (p.Own - own) * (p.Elsewhere - elsewhere));
        var spread = Math.Sqrt(pairs.Sum(p => (p.Own - own) * (p.Own - own)) * pairs.Sum(p => (p.Elsewhere - elsewhere) * (p.Elsewhere - elsewhere)));
        return spread > 0 ? together / spread : null;
    }
}
