namespace Alongside.Study.Bank;

/// <summary>A short lesson, written in Markdown.</summary>
/// <param name="Minutes">How long reading it takes.</param>
/// <param name="Items">Ids of the items it ends in.</param>
/// <param name="Practice">Id of the practice person who goes with it, or null.</param>
internal sealed record Lesson(
    string Id, string Title, int Minutes, IReadOnlyList<string> Tags, IReadOnlyList<string> Items, string? Practice, string Body);
