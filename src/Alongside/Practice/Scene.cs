using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Alongside.Practice;

/// <summary>How somebody practices: in their own words, or by choosing among some.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SceneMode>))]
internal enum SceneMode
{
    OwnWords,
    Choices,

    /// <summary>Two trainees: one listens, the other plays from a card.</summary>
    Together,
}

/// <summary>A turn of the listener and what came back.</summary>
/// <param name="Said">The listener's words; empty when they sat quietly.</param>
/// <param name="Answers">What the fictional person said then: no line, one or two.</param>
/// <param name="Standing">How things stood afterwards.</param>
/// <param name="From">The layer they spoke from when the listener spoke.</param>
/// <param name="IsReflection">Sent as "what I hear".</param>
/// <param name="Signal">Where a signal was given: which.</param>
/// <param name="Felt">The feeling they named after it, of the wheel.</param>
internal sealed record Turn(
    string Said, Evidence Evidence, ImmutableArray<string> Answers,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Reaction>))] Reaction Reaction, Standing Standing, int From, bool IsReflection = false,
    GivenSignal? Signal = null, string? Felt = null);

/// <summary>A signal, and how the community worded it when it was given.</summary>
internal sealed record GivenSignal(string Key, string Words);

/// <summary>"That's wrong", said of a move the lens showed.</summary>
internal sealed record Objection(int Turn, [property: JsonConverter(typeof(JsonStringEnumConverter<Lens.Move>))] Lens.Move Move);

/// <summary>One practice with one fictional person. A value: whoever plays it on gets another.</summary>
/// <param name="Person">The id of the fictional person.</param>
/// <param name="Name">What they were called, should their file be gone.</param>
/// <param name="Layers">How many layers they had.</param>
internal sealed record Scene(
    string Person, string Name, int Layers, ulong Seed, SceneMode Mode, Standing First, string Opening,
    ImmutableArray<Turn> Turns, string? Goodbye, ImmutableArray<Objection> Objections)
{
    /// <summary>Then the fictional person has to go.</summary>
    public const int MostTurns = 30;

    /// <summary>Where two practice together: what the link for the one who plays ends in.</summary>
    public string? Card { get; init; }

    [JsonIgnore]
    public bool IsOver => Goodbye is not null;

    [JsonIgnore]
    public Standing Now => Turns is [.., var last] ? last.Standing : First;

    /// <summary>The last thing they said.</summary>
    [JsonIgnore]
    public string LastWords => Turns.Reverse().SelectMany(static t => t.Answers.Reverse()).FirstOrDefault() ?? Opening;

    /// <summary>The layer they speak from, in their file as it is now.</summary>
    public int DepthIn(FictionalPerson person) => Math.Min(Now.Depth, person.Last);

    public static Scene Begin(FictionalPerson person, ulong seed, SceneMode mode) => new(
        person.Id, person.Name, person.Layers.Length, seed, mode, Standing.First(person, seed), Acting.Opening(person, seed), [], null, []);

    /// <summary>Two trainees: nothing is said before the one who plays says it, and trust stays where it is, since a person plays.</summary>
    public static Scene BeginTogether(FictionalPerson person, string card) => new(
        person.Id, person.Name, person.Layers.Length, 0, SceneMode.Together, Standing.First(person, 0), "", [], null, []) { Card = card };

    /// <summary>Where two practice together: whether the one who plays has the word.</summary>
    [JsonIgnore]
    public bool PlayerHasTheWord => Opening.Length == 0 || Turns is [.., { Answers.IsEmpty: true }];

    /// <summary>How much was said so far: a form that comes twice is taken once.</summary>
    [JsonIgnore]
    public int Stage => (Opening.Length == 0 ? 0 : 1) + Turns.Sum(static turn => 1 + turn.Answers.Length) + (IsOver ? 1 : 0);

    /// <summary>The one who listens speaks.</summary>
    public Scene Hear(string said, Evidence evidence) => this with { Turns = Turns.Add(new Turn(said, evidence, [], Reaction.NotSure, First, 0)) };

    /// <summary>The one who plays speaks.</summary>
    public Scene Play(string words) => Opening.Length == 0
        ? this with { Opening = words }
        : this with { Turns = Turns.SetItem(Turns.Length - 1, Turns[^1] with { Answers = [words] }) };

    public Scene EndTogether() => IsOver ? this : this with { Goodbye = "" };

    /// <summary>They named a feeling just now, which can be mirrored.</summary>
    [JsonIgnore]
    public bool MayMirror => !IsOver && Turns is [.., { Felt: not null }];

    /// <summary>They said something just now, at which one can nod.</summary>
    [JsonIgnore]
    public bool MayNod => !IsOver && Mode is not SceneMode.Together && (Turns.IsEmpty || !Turns[^1].Answers.IsEmpty);

    public Scene Meet(FictionalPerson person, string said, Evidence evidence, bool isReflection = false, GivenSignal? signal = null)
    {
        // Their file may have lost a layer since.
        var before = Now with { Depth = DepthIn(person) };
        var number = Turns.Length + 1;
        var (after, reaction) = before.Meet(evidence, person, JustNow());
        var answers = Acting.Answer(person, before, after, reaction, evidence, Said(), Seed, number);
        return this with
        {
            Turns = Turns.Add(new Turn(said, evidence, [.. answers], reaction, after, before.Depth, isReflection, signal,
                after.Deepest > before.Deepest ? person.Layers[after.Depth].Feels : null)),
            Goodbye = number >= MostTurns ? Acting.Goodbye(person, Seed, number) : null,
        };
    }

    /// <summary>As if the last turn had not been.</summary>
    public Scene WithoutLastTurn() => Turns.IsEmpty ? this : this with
    {
        Turns = Turns.RemoveAt(Turns.Length - 1),
        Goodbye = null,
        Objections = [.. Objections.Where(o => o.Turn < Turns.Length - 1)],
    };

    public Scene End(FictionalPerson person) => IsOver ? this : this with { Goodbye = Acting.Goodbye(person, Seed, Turns.Length + 1) };

    public Scene Object(Objection to) => Objections.Contains(to) ? this : this with { Objections = Objections.Add(to) };

    /// <summary>What somebody who chooses is offered now: one that listens and two others, in an order that gives nothing away.</summary>
    public IReadOnlyList<Offer> OffersNow(FictionalPerson person)
    {
        var number = Turns.Length + 1;
        var used = Turns.Select(static t => t.Said).ToHashSet();
        var left = person.OffersAt(DepthIn(person)).Where(offer => !used.Contains(offer.Words)).ToList();
        var chosen = new List<Offer>(3);
        Take(left.Where(static o => o.Listens), "listens");
        Take(left.Where(static o => !o.Listens), "other");
        Take(left, "third");
        return [.. chosen.OrderBy(offer => Draw.Below(1000, Seed, number, offer.Words)).ThenBy(static offer => offer.Words, StringComparer.Ordinal)];

        void Take(IEnumerable<Offer> from, string what)
        {
            var open = from.Except(chosen).ToList();
            if (open.Count > 0)
            {
                chosen.Add(open[Draw.Below(open.Count, Seed, number, what)]);
            }
        }
    }

    private Around JustNow() => Turns is not [.., var last]
        ? default
        : new(last.Standing.Deepest > (Turns is [.., var before, _] ? before.Standing : First).Deepest, last.Answers.IsEmpty, last.Evidence.Quiet);

    private HashSet<string> Said() => [Opening, .. Turns.SelectMany(static t => t.Answers)];
}
