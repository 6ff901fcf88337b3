namespace Alongside.Platform.Html;

/// <summary>What a page does with sound. Most do nothing, and their own rules let them do nothing.</summary>
public enum Sound
{
    None,

    /// <summary>It plays what this house serves.</summary>
    Heard,

    /// <summary>It listens too, once somebody presses a button and the browser asked them, and plays that back.</summary>
    Recorded,
}
