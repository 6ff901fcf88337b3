using Alongside.People;

namespace Alongside.WaitingRoom;

/// <summary>
/// Judges who is still here from how their beat moves, by this node's monotonic clock: a wall clock that jumps takes
/// nobody's seat, and a node that slept starts to count anew instead of finding everybody gone.
/// </summary>
internal sealed class Beats(TimeProvider clock)
{
    private readonly Dictionary<PersonId, (long Beat, long At)> last = [];
    private long lookedAt = clock.GetTimestamp();

    /// <summary>To be called before each round of <see cref="IsHere"/>.</summary>
    /// <param name="usual">How often that is done; much later means that this node slept.</param>
    public void BeginRound(TimeSpan usual)
    {
        if (clock.GetElapsedTime(lookedAt) > usual * 5)
        {
            last.Clear();
        }

        lookedAt = clock.GetTimestamp();
    }

    /// <summary>True while the beat has moved within <paramref name="patience"/>; true at first sight.</summary>
    public bool IsHere(PersonId person, long beat, TimeSpan patience)
    {
        if (!last.TryGetValue(person, out var known) || known.Beat != beat)
        {
            last[person] = known = (beat, clock.GetTimestamp());
        }

        return clock.GetElapsedTime(known.At) < patience;
    }

    /// <summary>Forgets everyone who is on no list any more.</summary>
    public void Keep(IReadOnlySet<PersonId> those)
    {
        foreach (var gone in last.Keys.Where(p => !those.Contains(p)).ToList())
        {
            last.Remove(gone);
        }
    }
}
