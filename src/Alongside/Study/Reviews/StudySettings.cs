using System.Globalization;
using Alongside.Recall;

namespace Alongside.Study.Reviews;

/// <summary>What a learner chose.</summary>
/// <param name="NewADay">New items begun in a day.</param>
/// <param name="MostADay">Answers after which a day's share is done; 0: no such number.</param>
/// <param name="FourButtons">All four answers, instead of Again and Good.</param>
/// <param name="TimePercent">Time allowed for a timed paper; 100 is the usual.</param>
/// <param name="ExamDay">When the exam is, if there is one.</param>
/// <param name="SpreadFrom">The day on which what had piled up was spread over <paramref name="SpreadDays"/>.</param>
/// <param name="Weights">Fitted to this learner's memory; null: those everybody starts from.</param>
internal sealed record StudySettings(
    int NewADay, int MostADay, bool FourButtons, bool LargeType, int TimePercent, DateOnly? ExamDay, DateOnly? SpreadFrom, int SpreadDays, string? Weights)
{
    public const int MostNew = 60;
    public const int MostAnswers = 1000;

    public static StudySettings Usual { get; } = new(10, 100, false, false, 100, null, null, 0, null);

    public static IReadOnlyList<int> TimePercents { get; } = [100, 125, 150, 200];

    public static IReadOnlyList<int> Spreads { get; } = [3, 7, 14, 30];

    public Scheduler Scheduler() => new(new SchedulerSettings
    {
        Weights = Weights is null ? Recall.Weights.Default : Read(Weights),
    });

    public static string Write(Weights weights) =>
        string.Join(' ', weights.Values.ToArray().Select(w => w.ToString("R", CultureInfo.InvariantCulture)));

    private static Weights Read(string weights) =>
        Recall.Weights.From([.. weights.Split(' ').Select(w => double.Parse(w, CultureInfo.InvariantCulture))]);
}
