namespace Alongside.Platform.Html;

/// <summary>Plain: good to know. Warm: somebody is attending. Loss: something is about to be lost.</summary>
public enum NoticeKind
{
    Plain,
    Warm,
    Loss,
}
