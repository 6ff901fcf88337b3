using System.Reflection;

namespace Alongside.Study.Bank;

/// <summary>What is written by hand, as it travels inside the program.</summary>
internal static class ContentFiles
{
    /// <param name="folder">Such as <c>Content/Study/items/</c>.</param>
    /// <returns>Names with their folder, and texts, in the order of the names.</returns>
    public static IReadOnlyList<(string Name, string Text)> In(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, Read(assembly, name)))];
    }

    public static string Text(string name) => Read(Assembly.GetExecutingAssembly(), name);

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
