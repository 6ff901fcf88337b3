namespace Alongside.Matching;

/// <summary>An honest wait: most likely between these two, in whole minutes, both ends included.</summary>
public readonly record struct WaitRange(int FromMinutes, int ToMinutes);
