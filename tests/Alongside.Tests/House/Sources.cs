// The folder is House; its namespace cannot be, since that is the name of the house the tests open.
namespace Alongside.Tests.Rules;

/// <summary>The source files of the service, for rules about the code itself.</summary>
internal static class Sources
{
    /// <summary>The folder in which the solution lies.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Of C# and pages: the path from <c>src/Alongside</c>, such as <c>People/Guests.cs</c>, and the text.</summary>
    public static IReadOnlyList<(string Path, string Text)> All() => Of(".cs", ".razor");

    /// <summary>Of these kinds, by their extensions.</summary>
    public static IReadOnlyList<(string Path, string Text)> Of(params string[] extensions)
    {
        var root = Path.Combine(Root, "src", "Alongside");
        return [.. Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file)))];
    }

    private static string FindRoot()
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(top.FullName, "Alongside.slnx")))
        {
            top = top.Parent ?? throw new InvalidOperationException("The sources are not there to be looked at.");
        }

        return top.FullName;
    }
}
