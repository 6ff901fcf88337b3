using Alongside.People;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Stewardship;

namespace Alongside.Conversations.Care;

/// <summary>
/// A device rests for a time after a conversation that a specialist ended with one tap. What is kept is who set it, when and until
/// when. Whom it is about can be recognised and not be read: keyed hashes of a person and of a device (network and browser together), each pause
/// with a key of its own, thrown away when it ends and after 72 hours at the latest. From then on the hashes say nothing, in older copies neither.
/// </summary>
internal sealed class Pauses(
    Database database, KeyStore keys, MasterKey master, DevicesSeen devices, Names names, Policy policy, TimeProvider clock, ILogger<Pauses> lines) : BackgroundService
{
    /// <summary>The longest any key of a pause lives.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    /// <summary>For so long whoever set a pause can take it back; a steward can always.</summary>
    public static readonly TimeSpan TakenBackWithin = TimeSpan.FromHours(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    /// <summary>Sets a pause for a person and the device they came with last. One that stands already stays as it is.</summary>
    public async Task SetAsync(PersonId person, Me by, CancellationToken cancel)
    {
        if (await StandingAsync(person, null, cancel) is not null)
        {
            return;
        }

        var id = Secrets.Token();
        var now = clock.Micro();
        var lasts = Math.Min(Micros.Of(TimeSpan.FromHours(policy.PauseHours)), Micros.Of(Longest));
        var key = await keys.MakeAsync(KeyOf(id), cancel);
        await database.ExecuteAsync(
            "insert into pause (pause_id, set_by, set_at, ends_at, sealed) values (@id, @by, @now, @ends, @marks)",
            new { id, by = by.Person, now, ends = now + lasts, marks = Seal(key, id, new(MarkOf(id, person), MarkOf(id, devices.Of(person)))) }, cancel);
    }

    /// <summary>
    /// The pause that stands for this person or for this device, the longest first; null: the way is open. A device counts only when network and
    /// browser are both the same: a shelter or a ward shares its network, and its door stays open for the others.
    /// </summary>
    public async Task<Pause?> StandingAsync(PersonId? person, DeviceSeen? device, CancellationToken cancel)
    {
        foreach (var row in await database.QueryAsync<Row>(
            "select pause_id, set_by, set_at, ends_at, sealed from pause where ends_at > @now order by ends_at desc", new { now = clock.Micro() }, cancel))
        {
            if (await keys.FindAsync(KeyOf(row.PauseId), cancel) is not { } key || Open(key, row) is not { } marks)
            {
                continue;
            }

            if (person is { } one && marks.Person == MarkOf(row.PauseId, one))
            {
                if (marks.Device.Length == 0 && device is not null)
                {
                    // Set while nobody knew their device, as after a restart: now it is known.
                    await database.ExecuteAsync(
                        "update pause set sealed = @marks where pause_id = @PauseId",
                        new { row.PauseId, marks = Seal(key, row.PauseId, marks with { Device = MarkOf(row.PauseId, device) }) }, cancel);
                }

                return Of(row);
            }

            if (device is not null && marks.Device == MarkOf(row.PauseId, device))
            {
                return Of(row);
            }
        }

        return null;
    }

    /// <summary>All that stand, for a steward; for a specialist those they set.</summary>
    public async Task<IReadOnlyList<PauseLine>> SeenByAsync(Me me, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<Row>(
            "select pause_id, set_by, set_at, ends_at, sealed from pause where ends_at > @now and (@all = 1 or set_by = @Person) order by set_at desc",
            new { now = clock.Micro(), all = me.Role is Role.Steward ? 1 : 0, me.Person }, cancel);
        var seen = new List<PauseLine>();
        foreach (var row in rows)
        {
            seen.Add(new PauseLine(row.PauseId, await names.OfAsync(row.SetBy, cancel), Micros.ToTime(row.SetAt), Micros.ToTime(row.EndsAt), MayLift(me, row)));
        }

        return seen;
    }

    /// <returns>False: there is none such, or it is not theirs to lift.</returns>
    public async Task<bool> LiftAsync(Me me, string id, CancellationToken cancel)
    {
        if (await database.FindAsync<Row>(
            "select pause_id, set_by, set_at, ends_at, sealed from pause where pause_id = @id and ends_at > @now",
            new { id, now = clock.Micro() }, cancel) is not { } row || !MayLift(me, row))
        {
            return false;
        }

        await ThrowAwayAsync([id], cancel);
        return true;
    }

    /// <summary>Throws away what has ended, its key first.</summary>
    public async Task<int> ThrowAwayWhatEndedAsync(CancellationToken cancel)
    {
        var ended = await database.QueryAsync<string>("select pause_id from pause where ends_at <= @now limit 500", new { now = clock.Micro() }, cancel);
        await ThrowAwayAsync(ended, cancel);
        return ended.Count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.WalkAsync(LookEvery, clock, lines, "Pauses that ended could not be thrown away yet", async cancel =>
        {
            devices.Forget();
            while (await ThrowAwayWhatEndedAsync(cancel) > 0)
            {
            }
        }, stoppingToken);

    private async Task ThrowAwayAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return;
        }

        await keys.ShredAsync([.. ids.Select(KeyOf)], cancel);
        await database.WriteAsync(async w =>
        {
            var gone = ids.ToArray();
            return await w.ExecuteAsync($"delete from pause where pause_id {w.Dialect.IsOneOf("@gone")}", new { gone });
        }, cancel);
    }

    private bool MayLift(Me me, Row row) =>
        me.Role is Role.Steward || (row.SetBy == me.Person && row.SetAt > clock.Micro() - Micros.Of(TakenBackWithin));

    private static string KeyOf(string id) => "pause:" + id;

    private static Pause Of(Row row) => new(Micros.ToTime(row.EndsAt));

    // The id of the pause is part of each hash: two pauses of one device do not look alike.
    private string MarkOf(string id, PersonId person) => master.LookupOf("pause of a person", $"{id}\0{person}");

    private string MarkOf(string id, DeviceSeen? device) =>
        device is null ? "" : master.LookupOf("pause of a device", $"{id}\0{device.Network}\0{device.Agent}\0{device.Languages}");

    private static SealedText Seal(DataKey key, string id, Marks marks) => key.Seal($"{marks.Person}\n{marks.Device}", Place(id));

    // One row that was changed from outside must not close the door to everybody.
    private Marks? Open(DataKey key, Row row)
    {
        try
        {
            return key.Open(row.Sealed, Place(row.PauseId)).Split('\n') is [var person, var device] ? new(person, device) : null;
        }
        catch (SealBrokenException broken)
        {
            lines.LogError(broken, "A pause does not open where it stands; it pauses nobody");
            return null;
        }
    }

    private static SealedPlace Place(string id) => new("pause", id, 1);

    private sealed record Row(string PauseId, PersonId SetBy, long SetAt, long EndsAt, SealedText Sealed);

    private sealed record Marks(string Person, string Device);
}

/// <summary>A pause that stands.</summary>
internal sealed record Pause(DateTimeOffset Until);

/// <summary>A pause as stewards and whoever set it see it: about whom, nobody does.</summary>
public sealed record PauseLine(string Id, string By, DateTimeOffset SetAt, DateTimeOffset Until, bool MayLift);
