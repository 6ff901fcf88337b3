using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Space;

/// <summary>How fast one person's pages may be kept: far above what a hand does.</summary>
internal sealed class SpacePace(TimeProvider clock)
{
    private readonly Buckets buckets = new(clock, 120, TimeSpan.FromMilliseconds(500));

    public bool TryTake(PersonId person) => buckets.Take(person.ToString()) is null;
}
