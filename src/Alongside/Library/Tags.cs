namespace Alongside.Library;

/// <summary>What a reader can look for. They choose it themselves, each time; it is never guessed from anything they wrote.</summary>
internal static class Tags
{
    public static IReadOnlyList<(string Group, IReadOnlyList<string> Names)> Groups { get; } =
    [
        ("about", ["mornings", "night", "alone", "low", "fear", "voices", "crowds", "anger", "grief", "crisis", "clinic", "using", "family", "work", "money", "housing"]),
        ("who", ["young", "older", "parent", "veteran", "lgbtq", "immigrant", "faith", "deaf"]),
        ("likes", ["small-things", "words", "books", "music", "making", "cooking", "movement", "outdoors", "animals", "body", "people"]),
        ("hope", ["begin", "calm", "rest", "out", "people", "home", "work", "voice", "meaning"]),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Groups.SelectMany(g => g.Names.Select(n => $"{g.Group}:{n}"))];
}
