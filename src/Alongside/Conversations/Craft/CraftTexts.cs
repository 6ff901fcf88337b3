namespace Alongside.Conversations.Craft;

internal sealed class CraftTexts;
