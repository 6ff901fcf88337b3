namespace Alongside.Stewardship;

/// <summary>
/// What a community states about itself. Whatever a page promises is written from this, so that it cannot promise more.
/// A new property has a default: older versions of the document are still read, to tell what has changed.
/// </summary>
internal sealed record Policy
{
    /// <summary>The most that may be told before the first word, in words.</summary>
    public const int MaximumWords = 80;

    /// <summary>What a new installation starts from: each community confirms or replaces it.</summary>
    public static Policy Default { get; } = PolicyDocument.Read(PolicyDocument.Shipped, "the shipped policy");

    public string CommunityName { get; init; } = "";

    /// <summary>Days a conversation is kept after its last word unless the person says otherwise.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>Days the community keeps copies of the database and the keys; null: it has not said.</summary>
    public int? CopiesKeptDays { get; init; }

    public int MinimumAge { get; init; } = 18;

    /// <summary>Hours a device rests after a conversation that a specialist ended with one tap.</summary>
    public int PauseHours { get; init; } = 24;

    /// <summary>When somebody means to be there; empty when there are no fixed hours.</summary>
    public IReadOnlyList<Opening> Hours { get; init; } = [];

    public WhatIf WhatIf { get; init; } = new();

    public YoungPeople YoungPeople { get; init; } = new();

    public IReadOnlyList<CrisisLine> CrisisLines { get; init; } = [];

    /// <summary>What somebody can show in a conversation without taking the turn, in the community's own words: few, and warm.</summary>
    public IReadOnlyList<ListeningSignal> Signals { get; init; } =
    [
        new("with-you", "I'm with you"),
        new("take-your-time", "Take your time"),
        new("reading-slowly", "I'm reading this slowly"),
        new("need-a-moment", "I need a moment"),
    ];

    /// <summary>Where a specialist may point instead, when something leaves what they are here for.</summary>
    public Compass Compass { get; init; } = new();

    /// <summary>The line that stands at the top of every page.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public CrisisLine FirstLine => CrisisLines[0];
}

/// <summary>A signal as this community words it.</summary>
/// <param name="Key">What it is called in the log; small letters and dashes.</param>
internal sealed record ListeningSignal(string Key, string Words);

/// <summary>A day somebody means to be there, in the community's own time.</summary>
internal sealed record Opening(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>What happens if somebody speaks of one of these.</summary>
internal sealed record WhatIf
{
    public Topic Dying { get; init; } = new();

    public Topic HarmToOthers { get; init; } = new();

    public Topic AbuseOfAChild { get; init; } = new();

    public Topic AbuseOfAnElder { get; init; } = new();

    public Topic UnderAge { get; init; } = new();

    public Topic Medication { get; init; } = new();
}

/// <summary>What a community does when somebody speaks of something.</summary>
/// <param name="Calls">Whom it calls; null where calling is not the question.</param>
/// <param name="Words">Sentences of its own.</param>
/// <param name="Facts">What it found out about the law, and where; the community has yet to confirm them.</param>
internal sealed record Topic(Calls? Calls = null, IReadOnlyList<string>? Words = null, IReadOnlyList<Fact>? Facts = null);

/// <summary>Whether others are called, and whether the person knows before.</summary>
internal enum Calls
{
    Nobody,
    AskFirst,
    TellFirst,
    MayCall,
}

/// <summary>What a community does when somebody says that they are younger than it is meant for. Never silence.</summary>
internal sealed record YoungPeople
{
    public YoungPath Path { get; init; } = YoungPath.Listen;

    /// <summary>Who is there for young people; shown on either path.</summary>
    public IReadOnlyList<YoungLine> Lines { get; init; } = [];
}

/// <summary>Whether a talk goes on.</summary>
internal enum YoungPath
{
    /// <summary>It does, and the lines are named.</summary>
    Listen,

    /// <summary>It comes to a soft end: told first, with the lines and time for a last word. By people's hands, never by itself.</summary>
    Ends,
}

/// <param name="Call">The number as a <c>tel:</c> link, when it can be called.</param>
/// <param name="Text">The number as an <c>sms:</c> link, when it can be texted.</param>
/// <param name="Source">Where this was read.</param>
/// <param name="Checked">When; the community has yet to confirm it.</param>
internal sealed record YoungLine(string Name, string Number, string What, string Source, DateOnly Checked, string? Call = null, string? Text = null);

/// <summary>Something read elsewhere.</summary>
internal sealed record Fact(string Says, string Source, DateOnly Checked);

/// <summary>A line a person can reach when they are in danger now. Its words are the community's own.</summary>
/// <param name="Call">The number as a <c>tel:</c> link.</param>
/// <param name="What">Who answers, and when.</param>
/// <param name="Police">Whether it may send police or an ambulance without asking: what many people need to know first.</param>
/// <param name="Source">Where the facts were read.</param>
/// <param name="Checked">When they were read; the community has yet to confirm them.</param>
/// <param name="Text">The number as an <c>sms:</c> link, when it can be texted.</param>
internal sealed record CrisisLine(
    string Name, string Number, string Call, string What, Known Police, Known Recorded, Known Free, string Source, DateOnly Checked,
    string? Text = null, string? Languages = null);

/// <summary>What is known about a line; a guess is worse than saying so.</summary>
internal enum Known
{
    Yes,
    No,
    Unknown,
}
