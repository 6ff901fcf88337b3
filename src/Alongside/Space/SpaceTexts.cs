namespace Alongside.Space;

internal sealed class SpaceTexts;
