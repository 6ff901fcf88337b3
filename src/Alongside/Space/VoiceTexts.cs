namespace Alongside.Space;

internal sealed class VoiceTexts;
