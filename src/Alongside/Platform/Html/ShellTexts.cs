namespace Alongside.Platform.Html;

/// <summary>Names the texts in ShellTexts.resx; each page or group of pages has such a pair.</summary>
internal sealed class ShellTexts;
