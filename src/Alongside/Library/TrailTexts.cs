namespace Alongside.Library;

internal sealed class TrailTexts;
