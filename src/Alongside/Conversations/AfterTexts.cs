namespace Alongside.Conversations;

internal sealed class AfterTexts;
