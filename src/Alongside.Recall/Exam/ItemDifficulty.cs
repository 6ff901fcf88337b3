namespace Alongside.Recall.Exam;

/// <summary>How hard an item is, and how well that is known.</summary>
/// <param name="Logit">0 for an item that the average learner gets right half of the time; higher is harder.</param>
/// <param name="StandardError">Of the logit.</param>
/// <param name="Answers">From how many learners.</param>
/// <param name="ByRasch">Whether it was fitted by the Rasch model, or is still an Elo rating.</param>
public readonly record struct ItemDifficulty(double Logit, double StandardError, int Answers, bool ByRasch)
{
    /// <summary>Known of an item nobody has answered.</summary>
    public static ItemDifficulty Unknown { get; } = new(0, 1, 0, false);

    /// <summary>
    /// Chance, 0 to 1, that a learner of this ability (logit) gets the item right, drawn towards a half by what is
    /// not known of its difficulty. Source: Rasch 1960; for the drawing in, MacKay 1992.
    /// </summary>
    public double ChanceRight(double ability) =>
        Logistic.Of((ability - Logit) / Math.Sqrt(1 + Math.PI / 8 * StandardError * StandardError));
}
