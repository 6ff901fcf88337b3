namespace Alongside.Platform.Html;

internal sealed class LeavingTexts;
