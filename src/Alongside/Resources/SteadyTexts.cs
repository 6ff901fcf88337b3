namespace Alongside.Resources;

internal sealed class SteadyTexts;
