using System.Reflection;

namespace Alongside.Platform.Hosting;

/// <summary>What was written by hand and travels inside the program: content, tables, lists of words.</summary>
internal static class EmbeddedFiles
{
    /// <param name="folder">Such as <c>Content/Study/items/</c>.</param>
    /// <returns>Names with their folder, and texts, in the order of the names.</returns>
    public static IReadOnlyList<(string Name, string Text)> In(string folder) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Text(name)))];

    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
