namespace Alongside.Browser;

/// <summary>What people hold in their hands.</summary>
internal static class Device
{
    public static void Phone(BrowserNewContextOptions device) => device.ViewportSize = new() { Width = 390, Height = 844 };

    /// <summary>The narrowest we promise.</summary>
    public static void SmallPhone(BrowserNewContextOptions device) => device.ViewportSize = new() { Width = 320, Height = 568 };

    public static void WithoutScript(BrowserNewContextOptions device) => device.JavaScriptEnabled = false;
}
