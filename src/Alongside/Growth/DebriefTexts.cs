namespace Alongside.Growth;

internal sealed class DebriefTexts;
