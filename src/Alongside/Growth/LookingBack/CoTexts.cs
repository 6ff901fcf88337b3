namespace Alongside.Growth.LookingBack;

internal sealed class CoTexts;
