namespace Alongside.Platform.Html;

/// <summary>Main: the one action of the page. Soft: any other. Loss: something is about to be lost.</summary>
public enum ButtonKind
{
    Main,
    Soft,
    Loss,
}
