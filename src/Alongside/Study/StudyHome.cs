namespace Alongside.Study;

/// <summary>Where a learner stands, as the first page of study says it.</summary>
/// <param name="Begun">Whether they ever answered anything.</param>
/// <param name="Due">Cards that wait now.</param>
/// <param name="New">New ones for today.</param>
/// <param name="NextIn">When the next card comes back by itself, in words.</param>
/// <param name="Away">Days since the last answer.</param>
/// <param name="PutOff">Cards put off by spreading.</param>
/// <param name="Tomorrow">Cards that come due tomorrow.</param>
/// <param name="DaysToExam">Null: no exam ahead.</param>
/// <param name="NewPerDay">What it takes to meet everything before the exam, or what was chosen.</param>
/// <param name="Unmet">Items not met yet.</param>
/// <param name="MayMakeReturnWords">A guest keeps this by return words; others sign in.</param>
public sealed record StudyHome(
    bool Begun, int Due, int New, string? NextIn, int Away, int PutOff, int Tomorrow, int? DaysToExam, int NewPerDay, int Unmet, bool ShareDone,
    bool LargeType, bool MayMakeReturnWords);
