namespace Alongside.Platform.Html;

/// <summary>The small drawn marks. Each stands beside words that say the same.</summary>
public enum MarkOf
{
    Lamp,
    WithYou,
    TakeYourTime,
    ReadingSlowly,
    Quiet,
    Pause,
    Nod,
    Look,
    Here,
    Away,
    Feeling,
    Reflection,
    Sent,
    Waiting,
}
