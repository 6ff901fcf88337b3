namespace Alongside.Matching;

/// <summary>
/// A specialist on duty: how many conversations they chose to hold, how many they hold now, and when they were last given
/// one (microseconds UTC). The last is there to share the evening fairly; it is never a mark of how well anyone works.
/// </summary>
public sealed record Hands(string Specialist, int Seats, int Busy, long LastMet);
