namespace Alongside.Matching;

/// <summary>
/// Someone in the waiting room; their place is their position in the line. <paramref name="Wants"/> is the specialist
/// they chose, or null when anyone is welcome.
/// </summary>
public sealed record WaitingPerson(string Id, string? Wants);
