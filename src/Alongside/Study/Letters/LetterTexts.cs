namespace Alongside.Study.Letters;

internal sealed class LetterTexts;
