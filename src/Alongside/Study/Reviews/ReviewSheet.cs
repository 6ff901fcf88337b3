using Alongside.Recall;
using Microsoft.Extensions.Localization;

namespace Alongside.Study.Reviews;

/// <summary>What the page of reviews shows.</summary>
/// <param name="Item">What is asked; null: nothing waits.</param>
/// <param name="Shown">Whether the other side, or the reasons, can be seen.</param>
/// <param name="Buttons">The answers that can be given, each with when the card would come back.</param>
/// <param name="Left">Cards that wait now, this one too.</param>
/// <param name="Done">Answers given today.</param>
/// <param name="ShareDone">The day's share is done although more waits.</param>
/// <param name="More">Beyond the day's share.</param>
/// <param name="Undo">The last answer, which can be taken back.</param>
/// <param name="NextIn">When the next one comes back, in words.</param>
public sealed record ReviewSheet(
    Asked? Item, bool Shown, int? Chosen, IReadOnlyList<AnswerButton> Buttons, int Left, int Done, bool ShareDone, bool More, Guid? Undo, string? NextIn, bool LargeType);

/// <param name="Answer">Its name: again, hard, good or easy.</param>
/// <param name="Main">What one would press after such an answer.</param>
public sealed record AnswerButton(string Answer, string Words, string ComesBack, bool Main);

/// <summary>Spans of time in plain words.</summary>
internal static class Spans
{
    public static string In(TimeSpan span, IStringLocalizer<StudyTexts> texts) => span switch
    {
        { TotalMinutes: < 1.5 } => texts["In1Minute"],
        { TotalMinutes: < 60 } => texts["InMinutes", (int)Math.Round(span.TotalMinutes)],
        { TotalHours: < 1.5 } => texts["In1Hour"],
        { TotalHours: < 24 } => texts["InHours", (int)Math.Round(span.TotalHours)],
        { TotalDays: < 1.5 } => texts["In1Day"],
        { TotalDays: < 61 } => texts["InDays", (int)Math.Round(span.TotalDays)],
        _ => texts["InMonths", (int)Math.Round(span.TotalDays / 30.4)],
    };

    internal static string Words(Answer answer, IStringLocalizer<StudyTexts> texts) => answer switch
    {
        Answer.Again => texts["Again"],
        Answer.Hard => texts["Hard"],
        Answer.Good => texts["Good"],
        _ => texts["Easy"],
    };
}
