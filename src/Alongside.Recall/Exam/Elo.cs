namespace Alongside.Recall.Exam;

/// <summary>A running estimate, moved by every answer.</summary>
/// <param name="Logit">Of a learner's ability or an item's difficulty.</param>
/// <param name="Answers">How many answers have moved it.</param>
public readonly record struct EloRating(double Logit, int Answers);

/// <summary>
/// Ability and difficulty from the first answer on: whoever did better than expected gains what the other loses, less
/// so the more is known. Source: Elo 1978; the falling step, Pelánek 2016.
/// </summary>
public static class Elo
{
    private const double FirstStep = 1;
    private const double Settling = 0.05;

    // An Elo rating of an item is noisier than the answers alone allow, since the learners' ratings are noisy too.
    // Measured on simulated cohorts: see docs/recall.md.
    private const double Extra = 0.03;
    private const double InformationPerAnswer = 0.092;

    /// <summary>Both ratings after the learner answered the item.</summary>
    public static (EloRating Learner, EloRating Item) Update(EloRating learner, EloRating item, bool right)
    {
        var surprise = (right ? 1 : 0) - Logistic.Of(learner.Logit - item.Logit);
        return (
            new(learner.Logit + Step(learner) * surprise, learner.Answers + 1),
            new(item.Logit - Step(item) * surprise, item.Answers + 1));
    }

    /// <summary>What an item's rating says about its difficulty.</summary>
    internal static ItemDifficulty Difficulty(EloRating item) =>
        new(item.Logit, Math.Sqrt(1 / (1 + InformationPerAnswer * item.Answers) + Extra), item.Answers, false);

    private static double Step(EloRating rating) => FirstStep / (1 + Settling * rating.Answers);
}
