namespace Alongside.WaitingRoom;

internal sealed class HomeTexts;
