namespace Alongside.Matching;

/// <summary>
/// Someone in the waiting room; their place is their position in the line. <paramref name="Wants"/> is the specialist
/// they chose, or null when anyone is welcome. <paramref name="Not"/> names those who stepped back from them: they are not
/// brought together again.
/// </summary>
public sealed record WaitingPerson(string Id, string? Wants, IReadOnlyCollection<string>? Not = null);
