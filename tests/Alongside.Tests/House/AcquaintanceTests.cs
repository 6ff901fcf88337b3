using System.Text.RegularExpressions;

namespace Alongside.Tests.Rules;

/// <summary>Who may know whom: the architecture, held.</summary>
public sealed partial class AcquaintanceTests
{
    private static readonly string[] ToEveryone = ["People", "Platform"];

    /// <summary>
    /// The table. A row is a folder of the service and whom it may know besides itself; People and Platform are open to
    /// all capabilities. Folders that are not there yet keep their rows.
    /// </summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        // being heard
        ["Conversations"] = ["Resources"],
        ["WaitingRoom"] = ["Conversations", "Matching"],
        ["Companions"] = ["Conversations"],
        // what is mine
        ["Space"] = ["Library", "Conversations"],
        ["Library"] = [],
        ["Resources"] = [],
        // learning the craft
        ["Practice"] = ["Conversations", "Lens"],
        ["Study"] = ["Recall"],
        ["Growth"] = ["Practice", "Study"],
        // may read all, but for what the lens says: that reaches no steward
        ["Stewardship"] =
            ["Conversations", "WaitingRoom", "Companions", "Space", "Library", "Resources", "Practice", "Study", "Growth", "Matching", "Recall"],
        // under all: Platform knows nobody, not even People
        ["People"] = [],
        ["Platform"] = [],
        // puts the house together
        ["Commands"] =
            ["Conversations", "WaitingRoom", "Companions", "Space", "Library", "Resources", "Practice", "Study", "Growth", "Stewardship", "Lens"],
    };

    /// <summary>Nobody uses Stewardship but for what a community states about itself, which every page repeats.</summary>
    private static readonly string[] ThePolicy = ["Policy", "ListeningSignal", "Opening", "CrisisLine", "Known", "WhatIf", "Topic", "Calls", "Fact", "YoungPeople", "YoungPath", "YoungLine", "PolicyTexts", "Told", "Compass", "Signpost"];

    [Fact]
    public void Everybody_knows_only_whom_the_table_lets_them_know()
    {
        var sources = Sources.All();
        Assert.Contains(sources, s => s.Path.StartsWith("WaitingRoom/", StringComparison.Ordinal) && Known(s.Text).Contains("Conversations"));

        Assert.Empty(Violations(sources));
    }

    [Fact]
    public void Every_folder_has_a_row_and_every_file_the_namespace_of_its_folder()
    {
        foreach (var (path, text) in Sources.All())
        {
            var folder = Path.GetDirectoryName(path)!.Replace('/', '.');
            if (folder.Length > 0)
            {
                Assert.Contains(folder.Split('.')[0], MayKnow.Keys);
            }

            if (path.EndsWith(".cs", StringComparison.Ordinal) && NamespaceOf().Match(text) is { Success: true } found)
            {
                Assert.Equal((path, folder.Length == 0 ? "Alongside" : "Alongside." + folder), (path, found.Groups[1].Value));
            }
        }
    }

    [Theory]
    [InlineData("People/Guests.cs", "using Alongside.Conversations;", "Conversations")]
    [InlineData("Platform/Live/Nudges.cs", "using Alongside.People;", "People")]
    [InlineData("Conversations/Seats.cs", "private readonly WaitingRoom.Line line;", "WaitingRoom")]
    [InlineData("Conversations/ConversationPage.razor", "@using Alongside.WaitingRoom", "WaitingRoom")]
    [InlineData("WaitingRoom/Line.cs", "using static Alongside.Practice.Partners;", "Practice")]
    [InlineData("WaitingRoom/Line.cs", "using Alongside.Recall;", "Recall")]
    [InlineData("Stewardship/Reports.cs", "using Alongside.Lens;", "Lens")]
    [InlineData("Conversations/MomentLog.cs", "Alongside.Lens.ListeningLens.Shipped.Read(text);", "Lens")]
    [InlineData("Growth/Portfolio.cs", "using Alongside.Lens.Scoring;", "Lens")]
    [InlineData("Platform/Html/Shell.razor", "@using Alongside.Stewardship\n@inject Reports Reports", "Stewardship.Reports")]
    public void A_forbidden_acquaintance_is_found(string path, string text, string whom)
    {
        var planted = new[] { (path, text), ("Stewardship/Reports.cs", "namespace Alongside.Stewardship;\ninternal sealed class Reports;") };

        Assert.Equal([$"{path} knows {whom}"], Violations(planted));
    }

    [Theory]
    [InlineData("WaitingRoom/Line.cs", "using Alongside.Conversations;\nusing Alongside.Matching;")]
    [InlineData("Platform/Html/Shell.razor", "@using Alongside.Stewardship\n@inject Policy Policy")]
    [InlineData("Conversations/Seats.cs", "// said in the waiting room\nvar x = them.People.Count;")]
    public void A_permitted_acquaintance_is_not(string path, string text) => Assert.Empty(Violations([(path, text)]));

    [Fact]
    public void Only_practice_and_the_command_line_may_know_the_lens() =>
        Assert.Equal(["Commands", "Practice"], MayKnow.Where(row => row.Value.Contains("Lens")).Select(row => row.Key).Order(StringComparer.Ordinal));

    private static List<string> Violations(IReadOnlyList<(string Path, string Text)> sources)
    {
        var stewardsOwn = sources.Where(s => s.Path.StartsWith("Stewardship/", StringComparison.Ordinal))
            .SelectMany(s => TypeDeclared().Matches(s.Text).Select(m => m.Groups[1].Value).Append(Path.GetFileNameWithoutExtension(s.Path)))
            .Except(ThePolicy).ToHashSet();
        var found = new List<string>();
        foreach (var (path, text) in sources.Where(s => s.Path.Contains('/')))
        {
            var folder = path[..path.IndexOf('/')];
            string[] open = folder is "Platform" ? [] : ToEveryone;
            foreach (var whom in Known(text).Except([folder, .. open, .. MayKnow[folder]]))
            {
                if (whom != "Stewardship")
                {
                    found.Add($"{path} knows {whom}");
                }
                else
                {
                    found.AddRange(Word().Matches(text).Select(m => m.Value).Distinct().Where(stewardsOwn.Contains).Select(type => $"{path} knows Stewardship.{type}"));
                }
            }
        }

        return found;
    }

    private static HashSet<string> Known(string text) =>
        [.. Qualified().Matches(text).Select(m => m.Groups[1].Value), .. FromTheTop().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\bAlongside\.([A-Z]\w+)")]
    private static partial Regex FromTheTop();

    // Inside namespace Alongside.X, "Platform.Live.Nudges" is the same as "Alongside.Platform.Live.Nudges".
    [GeneratedRegex(@"(?<![\w.@""])(Conversations|WaitingRoom|Companions|Space|Library|Resources|Practice|Study|Growth|Stewardship|People|Platform|Commands|Matching|Lens|Recall)\.[A-Z]")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+(?:struct\s+)?([A-Z]\w*)")]
    private static partial Regex TypeDeclared();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
