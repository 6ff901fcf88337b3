namespace Alongside.Matching;

/// <summary>This person is met by this specialist, now.</summary>
public sealed record Meeting(string Person, string Specialist);
