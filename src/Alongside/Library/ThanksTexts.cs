namespace Alongside.Library;

internal sealed class ThanksTexts;
