using System.Collections.Concurrent;
using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Conversations.Care;

/// <summary>A device as any request shows it: its network, and what its browser says of itself. No script looks closer.</summary>
internal sealed record DeviceSeen(string Network, string Agent, string Languages)
{
    /// <summary>Null when nothing is known of where a request comes from: that would be everybody's device.</summary>
    public static DeviceSeen? Of(HttpContext context) => context.NetworkOf() is { Length: > 0 } network
        ? new(network, context.Request.Headers.UserAgent.ToString(), context.Request.Headers.AcceptLanguage.ToString())
        : null;
}

/// <summary>
/// Which device each person came with last, in the memory of this node and nowhere else, for as long as they are here: a pause is set by
/// somebody on another device.
/// </summary>
internal sealed class DevicesSeen(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private static readonly TimeSpan LookedAtAnew = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<PersonId, (DeviceSeen Device, long At)> lately = new();

    public void Note(Me me, HttpContext context)
    {
        // Every request passes here: one look in a while is enough to know them by.
        if (me.Role is Role.Person
            && !(lately.TryGetValue(me.Person, out var seen) && clock.GetElapsedTime(seen.At) < LookedAtAnew)
            && DeviceSeen.Of(context) is { } device)
        {
            lately[me.Person] = (device, clock.GetTimestamp());
        }
    }

    public DeviceSeen? Of(PersonId person) =>
        lately.TryGetValue(person, out var seen) && clock.GetElapsedTime(seen.At) < Remembered ? seen.Device : null;

    /// <summary>Everybody who has not been here for an hour.</summary>
    public void Forget()
    {
        foreach (var seen in lately.Where(seen => clock.GetElapsedTime(seen.Value.At) >= Remembered))
        {
            lately.TryRemove(seen);
        }
    }
}
