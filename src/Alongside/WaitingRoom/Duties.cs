using System.Collections.Concurrent;
using Alongside.People;
using Alongside.Platform.Live;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.WaitingRoom;

/// <summary>Specialists go on duty with the number of conversations they choose, step away, and go off.</summary>
internal sealed class Duties(Database database, Nudges nudges, TimeProvider clock)
{
    public async Task SetAsync(Duty duty, CancellationToken cancel)
    {
        await database.ExecuteAsync(
            """
            insert into duty (specialist_id, state, seats, beat, last_met, changed_at)
            values (@Specialist, @state, @Seats, 1, 0, @now)
            on conflict (specialist_id) do update
               set state = excluded.state, seats = excluded.seats, beat = duty.beat + 1, changed_at = excluded.changed_at
            """,
            new { duty.Specialist, state = Name(duty.State), duty.Seats, now = clock.Micro() }, cancel);
        nudges.Raise(Line.Topic);
    }

    public async Task<Duty> OfAsync(PersonId specialist, CancellationToken cancel) =>
        await database.FindAsync<Row>("select state, seats from duty where specialist_id = @specialist", new { specialist }, cancel) is { } row
            ? new Duty(specialist, State(row.State), (int)row.Seats)
            : new Duty(specialist, DutyState.Off, 3);

    public static string Name(DutyState state) => state switch
    {
        DutyState.On => "on",
        DutyState.Away => "away",
        _ => "off",
    };

    public static DutyState State(string name) => name switch
    {
        "on" => DutyState.On,
        "away" => DutyState.Away,
        _ => DutyState.Off,
    };

    private sealed record Row(string State, long Seats);
}

/// <summary>Who was seen on this node lately: a request, or an open page. Kept in memory only, for the beats.</summary>
internal sealed class Seen(TimeProvider clock)
{
    private readonly ConcurrentDictionary<PersonId, long> lately = new();

    public void Note(PersonId person) => lately[person] = clock.GetTimestamp();

    /// <summary>Everyone seen within the span; the others are forgotten.</summary>
    public IReadOnlyCollection<PersonId> Within(TimeSpan span)
    {
        foreach (var (person, at) in lately)
        {
            if (clock.GetElapsedTime(at) > span)
            {
                lately.TryRemove(KeyValuePair.Create(person, at));
            }
        }

        return [.. lately.Keys];
    }
}
