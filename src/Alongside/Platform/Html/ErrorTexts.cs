namespace Alongside.Platform.Html;

internal sealed class ErrorTexts;
