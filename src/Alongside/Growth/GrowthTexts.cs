namespace Alongside.Growth;

internal sealed class GrowthTexts;
