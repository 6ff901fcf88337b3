namespace Alongside.Study;

internal sealed class StudyTexts;
