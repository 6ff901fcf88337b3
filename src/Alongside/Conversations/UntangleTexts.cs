namespace Alongside.Conversations;

internal sealed class UntangleTexts;
