namespace Alongside.Conversations;

internal sealed class ConversationTexts;
