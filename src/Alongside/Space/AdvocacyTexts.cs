namespace Alongside.Space;

internal sealed class AdvocacyTexts;
