namespace Alongside.Practice;

internal sealed class PracticeTexts;
