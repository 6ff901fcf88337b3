namespace Alongside.Study.Reviews;

/// <summary>Settings as their page shows them.</summary>
/// <param name="ExamDay">Such as <c>2027-03-01</c>.</param>
/// <param name="OwnWeights">Whether the intervals were fitted to this learner.</param>
public sealed record ChosenSettings(int NewADay, int MostADay, bool FourButtons, bool LargeType, int TimePercent, string? ExamDay, bool OwnWeights);
