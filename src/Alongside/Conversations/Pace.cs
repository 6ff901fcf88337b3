using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Conversations;

/// <summary>How fast one participant may send: generous for people, not for a script gone wrong.</summary>
internal sealed class Pace(Settings settings, TimeProvider clock)
{
    // A quarter of a minute's worth at once.
    private readonly Buckets sending = new(clock, Math.Max(1, settings.MomentsPerMinute / 4), TimeSpan.FromMinutes(1.0 / settings.MomentsPerMinute));

    public bool TryTake(PersonId person) => sending.Take(person.ToString()) is null;
}
