namespace Alongside.Library;

internal sealed class TellingTexts;
