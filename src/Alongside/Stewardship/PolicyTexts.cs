namespace Alongside.Stewardship;

internal sealed class PolicyTexts;
