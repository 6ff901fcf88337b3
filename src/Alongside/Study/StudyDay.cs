namespace Alongside.Study;

/// <summary>Days as learners count them: from midnight to midnight in Massachusetts.</summary>
internal static class StudyDay
{
    public static TimeZoneInfo Zone { get; } =
        TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone) ? zone : TimeZoneInfo.Utc;

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
