namespace Alongside.Recall;

/// <summary>How a learner's cards are spaced.</summary>
public sealed record SchedulerSettings
{
    public Weights Weights { get; init; } = Weights.Default;

    /// <summary>The chance of recall at which a card comes back: above 0, at most 1.</summary>
    public double Retention { get; init; } = 0.9;

    /// <summary>Days; 1 to 36,500.</summary>
    public int LongestInterval { get; init; } = 36_500;

    /// <summary>Rising minutes, each 1 to 720; none means that days are promised at once.</summary>
    public IReadOnlyList<int> LearningMinutes { get; init; } = [1, 10];

    /// <summary>Rising minutes after a lapse, each 1 to 720.</summary>
    public IReadOnlyList<int> RelearningMinutes { get; init; } = [10];

    /// <summary>The steps as they will be used, checked.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal (int[] Learning, int[] Relearning) Checked()
    {
        if (!(Retention is > 0 and <= 1))
            throw new ArgumentException("Retention is above 0 and at most 1");
        if (LongestInterval is < 1 or > 36_500)
            throw new ArgumentException("The longest interval is 1 to 36,500 days");
        return (Rising(LearningMinutes), Rising(RelearningMinutes));
    }

    // Rising, so that a better answer never waits less; half a day at most, so that Hard stays within the day.
    private static int[] Rising(IReadOnlyList<int> minutes)
    {
        for (var i = 0; i < minutes.Count; i++)
            if (minutes[i] is < 1 or > 720 || (i > 0 && minutes[i] <= minutes[i - 1]))
                throw new ArgumentException("Short steps are rising minutes from 1 to 720");
        return [.. minutes];
    }
}
