using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Conversations;

/// <summary>How fast one participant may send: a quarter of a minute's worth at once, generous for people, not for a script gone wrong.</summary>
internal sealed class Pace(Settings settings, TimeProvider clock)
    : PersonPace(clock, Math.Max(1, settings.MomentsPerMinute / 4), TimeSpan.FromMinutes(1.0 / settings.MomentsPerMinute));
