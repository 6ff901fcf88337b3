namespace Alongside.Platform.Html;

internal sealed class SoupTexts;
