namespace Alongside.Space;

/// <summary>A kind of page: what it is called and what can be said on it.</summary>
/// <param name="Name">As it stands in addresses, tables and the export.</param>
/// <param name="Fields">In the order of the form.</param>
public sealed record PageKind(string Name, IReadOnlyList<PageField> Fields)
{
    public static PageKind Story { get; } = new("story", [PageField.Line("title"), PageField.Choice("part", "chapter", "ending"), PageField.Box("text", 10), .. Beside]);

    public static PageKind Moment { get; } = new("moment",
    [
        PageField.Line("title"), PageField.Line("on"), PageField.OwnPage("chapter"), PageField.Box("text", 6), PageField.Box("did", 4), PageField.Box("means", 4),
        PageField.Line("strength"), PageField.Choice("height", "3", "2", "1", "0", "-1", "-2", "-3"),
        .. Beside,
    ]);

    public static PageKind Victory { get; } = new("victory", [PageField.Box("text", 4), PageField.Line("on"), PageField.Line("strength"), .. Beside]);

    public static PageKind Feeling { get; } = new("feeling", [PageField.Many("feelings", FeelingNames.All), PageField.Box("text", 4), PageField.Line("on"), .. Beside]);

    public static PageKind Aspiration { get; } = new("aspiration", [PageField.Box("text", 4), PageField.Choice("area", Areas)]);

    public static PageKind Goal { get; } = new("goal",
    [
        PageField.Line("title"), PageField.Box("text", 3), PageField.Choice("area", Areas), PageField.Lines("steps"), PageField.Line("look"),
        PageField.Choice("state", "now", "paused", "reached", "letgo"),
    ]);

    public static PageKind Plan { get; } = new("plan", [PageField.Section("section"), PageField.Box("text", 5)]);

    public static PageKind Wish { get; } = new("wish", [PageField.Choice("about", "people", "helps", "not", "care", "voice", "home"), PageField.Box("text", 5), PageField.Recording]);

    public static PageKind Letter { get; } = new("letter",
    [
        PageField.Choice("form", "meeting", "letter", "telling"), PageField.Line("to"), PageField.Box("text", 6), PageField.Box("ask", 3), PageField.Box("notwant", 3),
        PageField.Line("company"), PageField.Box("notes", 4), PageField.Recording,
    ]);

    public static PageKind Kept { get; } = new("kept", [PageField.Box("text", 5)]);

    public static PageKind Note { get; } = new("note", [PageField.Box("text", 5), .. Beside]);

    /// <summary>
    /// One page of its own for what somebody chose here: the sections of their plan, whether goals are opened, what they
    /// answered to cards. Sealed like all the others, and erased with them.
    /// </summary>
    public static PageKind Own { get; } = new("own", []);

    /// <summary>The kinds a person writes, in the order of the shelf.</summary>
    public static IReadOnlyList<PageKind> All { get; } = [Story, Moment, Victory, Plan, Wish, Feeling, Aspiration, Goal, Letter, Kept, Note];

    // What words do not hold; and words for what is drawn, for whoever does not see it.
    private static PageField[] Beside => [PageField.Drawing("drawing"), PageField.Line(Space.Drawing.InWords), PageField.Recording];

    private static string[] Areas => ["home", "people", "body", "work", "learning", "money", "faith", "play", "place", "other"];

    /// <summary>The texts of a kind are found by these names.</summary>
    public string OneKey => $"{Name}.One";

    public string ManyKey => $"{Name}.Many";

    public string InviteKey => $"{Name}.Invite";

    public string NewKey => $"{Name}.New";

    /// <summary>Whether one can say it instead of writing it.</summary>
    public bool IsHeard => Fields.Contains(PageField.Recording);

    public static PageKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>What stands for a page in a list: its title, or the beginning of its first words.</summary>
    public string TitleOf(PageBody body) =>
        Fields.Where(f => f.Type is PageFieldType.Line or PageFieldType.Box).Select(f => body[f.Name]).FirstOrDefault(words => words.Length > 0) is { } words
            ? Beginning(words)
            : "";

    private static string Beginning(string words)
    {
        var line = words.Split('\n')[0];
        if (line.Length <= LongestTitle)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', LongestTitle);
        return string.Concat(line.AsSpan(0, space > LongestTitle / 2 ? space : LongestTitle), "…");
    }

    private const int LongestTitle = 80;
}

/// <summary>One thing that can be said on a page. None of them is ever required.</summary>
/// <param name="Choices">What can be chosen; empty for own words.</param>
/// <param name="Rows">How high the box is.</param>
public sealed record PageField(string Name, PageFieldType Type, IReadOnlyList<string> Choices, int Rows)
{
    public static PageField Line(string name) => new(name, PageFieldType.Line, [], 1);

    public static PageField Box(string name, int rows) => new(name, PageFieldType.Box, [], rows);

    /// <summary>Steps, one a line.</summary>
    public static PageField Lines(string name) => new(name, PageFieldType.Lines, [], 5);

    public static PageField Choice(string name, params IReadOnlyList<string> choices) => new(name, PageFieldType.Choice, choices, 1);

    public static PageField Many(string name, IReadOnlyList<string> choices) => new(name, PageFieldType.Many, choices, 1);

    /// <summary>One of the sections of the person's own plan.</summary>
    public static PageField Section(string name) => new(name, PageFieldType.Section, [], 1);

    /// <summary>Lines on a sheet, see <see cref="Space.Drawing"/>.</summary>
    public static PageField Drawing(string name) => new(name, PageFieldType.Drawing, [], 1);

    /// <summary>What is said: a file, kept apart from the words, see <see cref="Space.Recording"/>.</summary>
    public static PageField Recording { get; } = new(SentRecording.Field, PageFieldType.Recording, [], 1);

    /// <summary>One of the person's own chapters.</summary>
    public static PageField OwnPage(string name) => new(name, PageFieldType.OwnPage, [], 1);

    public string KeyIn(PageKind kind) => $"{kind.Name}.{Name}";

    public string HintIn(PageKind kind) => $"{kind.Name}.{Name}.Hint";

    public string ChoiceKey(string choice) => $"{Name}.{choice}";
}

public enum PageFieldType
{
    Line,
    Box,
    Lines,
    Choice,
    Many,
    Section,
    OwnPage,
    Drawing,
    Recording,
}

/// <summary>Names for feelings, in families from bright to heavy. They are words to find one's own, never a measure.</summary>
internal static class FeelingNames
{
    public static IReadOnlyList<IReadOnlyList<string>> Families { get; } =
    [
        ["glad", "proud", "playful", "amused"],
        ["calm", "safe", "rested", "content"],
        ["close", "grateful", "seen", "tender"],
        ["hopeful", "curious", "brave", "ready"],
        ["angry", "annoyed", "wronged", "bitter"],
        ["afraid", "worried", "tense", "lost"],
        ["sad", "lonely", "grieving", "homesick"],
        ["ashamed", "guilty", "small", "envious"],
        ["tired", "numb", "empty", "heavy"],
        ["mixed", "restless", "overloaded", "unsure"],
    ];

    public static IReadOnlyList<string> All { get; } = [.. Families.SelectMany(family => family)];
}
