namespace Alongside.Conversations.Care;

internal sealed class CareTexts;
