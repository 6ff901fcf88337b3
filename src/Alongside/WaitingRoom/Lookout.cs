using Alongside.Conversations;
using Alongside.Matching;
using Alongside.People;
using Alongside.Platform.Live;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.WaitingRoom;

/// <summary>
/// Looks at the line whenever it changed, and every two seconds: brings people and specialists together, brings those
/// whose specialist vanished back to the head, and tells everyone who waits on this node where they stand. Every node
/// may do all of this at once; the rows decide.
/// </summary>
internal sealed class Lookout(
    Line line, Seen seen, MomentStreams streams, Names names, Nudges nudges, TimeProvider clock, ILogger<Lookout> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);

    /// <summary>A specialist of whom nothing was seen for this long has vanished.</summary>
    private static readonly TimeSpan SpecialistPatience = TimeSpan.FromSeconds(40);

    /// <summary>Somebody waiting who was not seen for this long keeps their place, but is not met until they are back.</summary>
    private static readonly TimeSpan PersonPatience = TimeSpan.FromSeconds(90);

    private readonly Beats specialists = new(clock);
    private readonly Beats people = new(clock);
    private readonly Dictionary<PersonId, PlaceInLine> told = [];
    private readonly SemaphoreSlim changed = new(1, 1);
    private WaitingRoomView latest = WaitingRoomView.Nobody;

    /// <summary>The waiting room as it was a moment ago.</summary>
    public WaitingRoomView Latest => Volatile.Read(ref latest);

    /// <summary>Where somebody stands, or null when they do not wait.</summary>
    public PlaceInLine? PlaceOf(PersonId person) => Latest.Places.GetValueOrDefault(person);

    /// <summary>Who on duty could take one more conversation, besides somebody.</summary>
    public IReadOnlyList<Hand> FreeBut(PersonId one) =>
        [.. Latest.OnDuty.Where(s => s.Free && s.Id != one.Value).Select(s => new Hand(new PersonId(s.Id), s.Name))];

    /// <summary>Looks now, so that whoever just arrived is told their true place.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var state = await line.ReadAsync(cancel);
        Volatile.Write(ref latest, await ViewAsync(state, [.. state.Duties.Where(d => d.State == "on")], state.Line, cancel));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var line1 = nudges.Listen(Line.Topic, _ => Wake());
        using var ended = nudges.Listen(Endings.Topic, _ => Wake());
        streams.Opened += person =>
        {
            lock (told)
            {
                told.Remove(person);
            }

            seen.Note(person);
            Wake();
        };
        var beatAt = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await changed.WaitAsync(LookEvery, stoppingToken);
                if (clock.GetElapsedTime(beatAt) >= BeatEvery)
                {
                    beatAt = clock.GetTimestamp();
                    await BeatAsync(stoppingToken);
                }

                await RoundAsync(stoppingToken);
            }
            catch (StorageException failure)
            {
                log.LogWarning("The waiting room could not be looked at, trying again: {Reason}", failure.InnerException?.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A fault of ours: said loudly, but it must not close the house for those who are talking.
                log.LogError(fault, "The waiting room could not be looked at, trying again");
            }
        }
    }

    private void Wake()
    {
        // One permit is enough: the round that follows sees everything.
        if (changed.CurrentCount == 0)
        {
            try
            {
                changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in the same instant.
            }
        }
    }

    private Task BeatAsync(CancellationToken cancel)
    {
        foreach (var person in streams.Here)
        {
            seen.Note(person);
        }

        return line.BeatAsync(seen.Within(BeatEvery * 2), cancel);
    }

    private async Task RoundAsync(CancellationToken cancel)
    {
        var state = await line.ReadAsync(cancel);
        specialists.BeginRound(LookEvery);
        people.BeginRound(LookEvery);
        specialists.Keep(state.Duties.Select(d => d.SpecialistId).ToHashSet());
        people.Keep(state.Line.Select(w => w.PersonId).ToHashSet());

        var here = state.Duties.ToLookup(d => specialists.IsHere(d.SpecialistId, d.Beat, SpecialistPatience));
        var moved = await BringBackAsync(state, here[false], cancel);
        var waiting = state.Line.Where(w => people.IsHere(w.PersonId, w.Beat, PersonPatience)).ToList();
        var onDuty = here[true].Where(d => d.State == "on").ToList();
        moved |= await BringTogetherAsync(state, waiting, onDuty, cancel);
        if (moved)
        {
            // What was read is no longer true.
            Wake();
            return;
        }

        var view = await ViewAsync(state, onDuty, waiting, cancel);
        Volatile.Write(ref latest, view);
        TellPlaces(view);
    }

    private async Task<bool> BringBackAsync(LineState state, IEnumerable<DutyRow> vanished, CancellationToken cancel)
    {
        var any = false;
        foreach (var duty in vanished)
        {
            var held = state.Held.Where(h => h.SpecialistId == duty.SpecialistId).ToList();
            if (duty.State != "off" || held.Count > 0)
            {
                await line.ReturnAsync(duty.SpecialistId, await names.OfAsync(duty.SpecialistId, cancel), held, cancel);
                any = true;
            }
        }

        return any;
    }

    private async Task<bool> BringTogetherAsync(LineState state, List<WaitingRow> waiting, List<DutyRow> onDuty, CancellationToken cancel)
    {
        var meetings = Meetings.Among(
            [.. waiting.Select(w => new WaitingPerson(w.PersonId.ToString(), w.WantsId?.ToString(), [.. state.SteppedBack[w.ConversationId].Select(s => s.ToString())]))],
            [.. onDuty.Select(d => new Hands(d.SpecialistId.ToString(), (int)d.Seats, state.Held.Count(h => h.SpecialistId == d.SpecialistId), d.LastMet))]);
        var any = false;
        foreach (var meeting in meetings)
        {
            var person = waiting.Single(w => w.PersonId.ToString() == meeting.Person);
            var specialist = onDuty.Single(d => d.SpecialistId.ToString() == meeting.Specialist).SpecialistId;
            any |= await line.MeetAsync(person, specialist, await names.OfAsync(specialist, cancel), cancel);
        }

        return any;
    }

    private async Task<WaitingRoomView> ViewAsync(LineState state, List<DutyRow> onDuty, IReadOnlyList<WaitingRow> waiting, CancellationToken cancel)
    {
        var busy = onDuty.Select(d => d.SpecialistId).ToHashSet();
        var now = clock.Micro();
        var held = state.Held.Where(h => busy.Contains(h.SpecialistId))
            .Select(h => TimeSpan.FromMicroseconds(Math.Max(0, now - h.TakenAt))).ToList();
        var seats = (int)onDuty.Sum(d => d.Seats);
        var recent = seats == 0 ? [] : await line.RecentLengthsAsync(cancel);
        var places = new Dictionary<PersonId, PlaceInLine>();
        var before = 0;
        var here = waiting.Select(w => w.PersonId).ToHashSet();
        foreach (var one in state.Line)
        {
            // Whoever stepped back from somebody is nobody they wait for.
            var forThem = onDuty.Where(d => !state.SteppedBack[one.ConversationId].Contains(d.SpecialistId)).ToList();
            places[one.PersonId] = new PlaceInLine(one.ConversationId, before, forThem.Count, Waits.Estimate(before, forThem.Count == onDuty.Count ? seats : (int)forThem.Sum(d => d.Seats), held, recent, seed: 1));
            before += here.Contains(one.PersonId) ? 1 : 0;
        }

        var free = new List<SpecialistHere>();
        foreach (var duty in onDuty)
        {
            free.Add(new SpecialistHere(duty.SpecialistId.Value, await names.OfAsync(duty.SpecialistId, cancel),
                state.Held.Count(h => h.SpecialistId == duty.SpecialistId) < duty.Seats));
        }

        return new WaitingRoomView(free, before, Waits.Estimate(before, seats, held, recent, seed: 1), places);
    }

    private void TellPlaces(WaitingRoomView view)
    {
        lock (told)
        {
            foreach (var gone in told.Keys.Where(p => !view.Places.ContainsKey(p)).ToList())
            {
                told.Remove(gone);
            }

            foreach (var (person, place) in view.Places)
            {
                if (streams.IsOpen(person) && (!told.TryGetValue(person, out var last) || last != place))
                {
                    told[person] = place;
                    streams.Tell(person, place.AsEvent());
                }
            }
        }
    }
}
