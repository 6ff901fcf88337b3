using Alongside.People;

namespace Alongside.Space;

/// <summary>How fast one person's pages may be kept: far above what a hand does.</summary>
internal sealed class SpacePace(TimeProvider clock) : PersonPace(clock, 120, TimeSpan.FromMilliseconds(500));
