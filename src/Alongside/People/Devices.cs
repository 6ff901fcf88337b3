namespace Alongside.People;

/// <summary>
/// What a device is called in the list of one's own sessions: a browser and a system from two short lists. What the
/// browser really sends could tell devices apart, so it is not kept.
/// </summary>
internal static class Devices
{
    // The first that fits: browsers name their ancestors too.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox, Android</c>; empty when neither is known.</summary>
    public static string NameOf(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return string.Join(", ", new[] { Match(Browsers, agent), Match(Systems, agent) }.OfType<string>());
    }

    private static string? Match((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
