using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Alongside.Platform.Live;

/// <summary>
/// "Look again": something about a topic changed. Carries ids, never words, and may be lost without harm, since
/// whoever listens also reads the database now and then.
/// </summary>
/// <param name="Topic">What changed, such as <c>c:…</c> for a conversation or <c>p:…</c> for a person.</param>
/// <param name="Seq">How far it is now, where the topic counts; else 0.</param>
internal readonly record struct Nudge(string Topic, long Seq);

/// <summary>Nudges on this node. With PostgreSQL, a bridge carries them between nodes.</summary>
internal sealed class Nudges
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Action<Nudge>>> listeners = new();

    /// <summary>Called for each nudge that began on this node: the bridge to the other nodes, when there is one.</summary>
    public Action<Nudge>? Outward { get; set; }

    /// <summary>Something changed here: tells this node and, where there are others, them.</summary>
    public void Raise(string topic, long seq = 0)
    {
        var nudge = new Nudge(topic, seq);
        Deliver(nudge);
        Outward?.Invoke(nudge);
    }

    /// <summary>Tells the listeners on this node only.</summary>
    public void Deliver(Nudge nudge)
    {
        if (listeners.TryGetValue(nudge.Topic, out var heard))
        {
            foreach (var listener in heard)
            {
                listener(nudge);
            }
        }
    }

    /// <summary>Listens until disposed. The listener is called on the raiser's thread: it must only take note.</summary>
    public IDisposable Listen(string topic, Action<Nudge> listener)
    {
        listeners.AddOrUpdate(topic, _ => [listener], (_, all) => all.Add(listener));
        return new Listening(this, topic, listener);
    }

    private void Forget(string topic, Action<Nudge> listener)
    {
        while (listeners.TryGetValue(topic, out var all))
        {
            var rest = all.Remove(listener);
            if (rest.IsEmpty
                ? listeners.TryRemove(KeyValuePair.Create(topic, all))
                : listeners.TryUpdate(topic, rest, all))
            {
                return;
            }
        }
    }

    private sealed class Listening(Nudges nudges, string topic, Action<Nudge> listener) : IDisposable
    {
        public void Dispose() => nudges.Forget(topic, listener);
    }
}
