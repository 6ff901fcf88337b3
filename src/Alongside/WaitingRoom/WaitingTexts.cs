namespace Alongside.WaitingRoom;

internal sealed class WaitingTexts;
