using Alongside.Conversations;

namespace Alongside.Practice;

/// <summary>A fictional person on the list.</summary>
public sealed record PersonView(string Id, string Name, int Age, string About, string Voice);

/// <summary>A scene on the list of one's own.</summary>
/// <param name="Told">How many of their layers were opened, beyond the first.</param>
/// <param name="Hidden">How many there were to open.</param>
public sealed record SceneLine(string Id, string Name, DateTimeOffset MadeAt, bool IsOver, int Turns, int Told, int Hidden, bool Together, int SaidBack, int Questions);

/// <summary>A scene as its page shows it.</summary>
/// <param name="Lines">What was said, in order.</param>
/// <param name="Turn">How many turns the trainee has had: a form that comes twice is taken once.</param>
/// <param name="Offers">What can be chosen now; empty for those who write themselves.</param>
/// <param name="Inside">The fictional person's own account of the last turn; null before the first.</param>
/// <param name="Holds">What they still hold back; told with the account.</param>
public sealed record SceneView(
    string Id, string Name, int Age, string About, bool Chooses, bool IsOver, IReadOnlyList<LineView> Lines, int Turn,
    IReadOnlyList<string> Offers, string? Inside, string? Holds, string Hint);

/// <summary>A line of a scene.</summary>
/// <param name="Moment">What was said; null: somebody was quiet.</param>
/// <param name="Reflection">Where it was sent as "what I hear": what became of it.</param>
public sealed record LineView(MomentView? Moment, bool Mine, bool Follows, Reflection? Reflection)
{
    /// <summary>The nods it was given.</summary>
    public IReadOnlyList<(MomentView Nod, bool Mine)> Nods { get; init; } = [];

    public bool MayNod { get; init; }

    public bool MayMirror { get; init; }

    /// <summary>Of a mirrored feeling: the one they named.</summary>
    public MomentView? About { get; init; }
}

/// <summary>A scene of two trainees, as either sees it.</summary>
/// <param name="Plays">Whoever looks plays from the card; else they listen.</param>
/// <param name="Link">For the one who listens, until somebody plays: what to hand over.</param>
/// <param name="MayWrite">They have the word.</param>
/// <param name="Card">For the one who plays.</param>
public sealed record TogetherView(
    string Id, string Name, bool Plays, string? Link, bool MayWrite, bool IsOver, IReadOnlyList<LineView> Lines, int Stage, CardView? Card);

/// <summary>Whom to play, and what to hold back.</summary>
/// <param name="Layers">From the surface down: what they tell there, and what they still hold back.</param>
public sealed record CardView(int Age, string About, string Voice, IReadOnlyList<(string Tells, string Holds)> Layers);

/// <summary>A scene looked at afterwards.</summary>
/// <param name="Trust">Empty where a person played.</param>
public sealed record FeedbackView(
    string Id, string Name, string Person, bool IsOver, IReadOnlyList<ScriptLine> Script, IReadOnlyList<TrustPoint> Trust, IReadOnlyList<int> Opens,
    IReadOnlyList<MomentThatMattered> Moments, IReadOnlyList<BesideABand> Beside, int NotSure);

/// <summary>A line of the script, with the moves in its margin.</summary>
public sealed record ScriptLine(string Who, bool Mine, string? Words, IReadOnlyList<MarginNote> Notes);

/// <param name="Key">Turn and move, for saying that it is wrong.</param>
/// <param name="Move">In words.</param>
/// <param name="On">The words of the trainee it rests on.</param>
/// <param name="IsWrong">The trainee said so.</param>
public sealed record MarginNote(string Key, string Move, string On, bool IsWrong);

/// <summary>Trust after a turn, 0 to 100.</summary>
/// <param name="Turn">0: before the first.</param>
/// <param name="What">What moved it, in words.</param>
public sealed record TrustPoint(int Turn, int Trust, int Told, string What);

/// <summary>A turn that opened something or closed it.</summary>
/// <param name="Said">The turn, or as much of it as it rests on.</param>
/// <param name="Why">The move, in words.</param>
/// <param name="On">The words it rests on; null where it is the whole turn.</param>
/// <param name="Otherwise">One other way to say it; null when there is none.</param>
public sealed record MomentThatMattered(bool Opened, string Said, string Why, string? On, string Inside, string? Otherwise);

/// <summary>A figure in words, and the band it stands beside.</summary>
/// <param name="Source">Where the band comes from, or that it is a first guess.</param>
public sealed record BesideABand(string What, string Yours, string Band, string Source);

/// <summary>A line of one's own in a conversation that is over.</summary>
/// <param name="Notes">A move in words, and the words it rests on; empty: not sure.</param>
public sealed record OwnLine(string Words, IReadOnlyList<(string Move, string On)> Notes);

/// <summary>A drill on the list.</summary>
public sealed record DrillLine(string Id, string Name, int Items);

/// <summary>One line of a drill.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Tried">What the trainee wrote; null before.</param>
/// <param name="Sees">What the lens sees in it; empty: not sure.</param>
/// <param name="Is">Whether what was asked for is among it.</param>
public sealed record DrillView(
    string Id, string Name, string How, int Number, int Of, string Heard, string Given, string? Tried, IReadOnlyList<string> Sees, bool Is, IReadOnlyList<string> Ways);
