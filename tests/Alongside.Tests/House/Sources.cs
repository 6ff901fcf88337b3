// The folder is House; its namespace cannot be, since that is the name of the house the tests open.
namespace Alongside.Tests.Rules;

/// <summary>The source files of the service, for rules about the code itself.</summary>
internal static class Sources
{
    /// <summary>Of C# and pages: the path from <c>src/Alongside</c>, such as <c>People/Guests.cs</c>, and the text.</summary>
    public static IReadOnlyList<(string Path, string Text)> All()
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(top.FullName, "Alongside.slnx")))
        {
            top = top.Parent ?? throw new InvalidOperationException("The sources are not there to be looked at.");
        }

        var root = Path.Combine(top.FullName, "src", "Alongside");
        return [.. Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file)))];
    }
}
