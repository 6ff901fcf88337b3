namespace Alongside.Conversations;

internal sealed class OfferTexts;
