namespace Alongside.Study;

/// <summary>Classes on the body of study's pages.</summary>
internal static class StudyLook
{
    public static string Of(bool largeType) => largeType ? "study-page large-type" : "study-page";
}
