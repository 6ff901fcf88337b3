namespace Alongside.Stewardship;

/// <summary>What a community states about itself. Whatever a page promises is written from this, so that it cannot promise more.</summary>
/// <param name="RetentionDays">Days a conversation is kept after its ending unless the person says otherwise.</param>
/// <param name="MaximumWords">The most a told-before-the-first-word text may say, in words.</param>
/// <param name="Hours">When somebody means to be there; empty when there are no fixed hours.</param>
internal sealed record Policy(
    string CommunityName,
    int RetentionDays,
    int MaximumWords,
    IReadOnlyList<Opening> Hours,
    IReadOnlyList<CrisisLine> CrisisLines)
{
    private static readonly DateOnly Checked = new(2026, 11, 22);

    /// <summary>What a new installation starts from. The lines are those of Massachusetts; each community confirms or replaces them.</summary>
    public static Policy Default { get; } = new(
        "this community",
        RetentionDays: 30,
        MaximumWords: 80,
        Hours: [],
        CrisisLines:
        [
            new(
                "988 Lifeline", "988", "tel:988", "sms:988",
                "Trained counselors, day and night, in all of the United States.",
                MayCallPolice.Yes, "contactlistens.org and publicgoodnews.com", Checked),
            new(
                "Massachusetts Behavioral Health Help Line", "833-773-2445", "tel:+18337732445", "sms:+18337732445",
                "Day and night, in more than 200 languages. Certified Peer Specialists work there.",
                MayCallPolice.Yes, "metrobostoncit.org, healthcarenews.com and wbznewsradio.iheart.com", Checked),
            new(
                "Call2Talk", "211", "tel:211", null,
                "Someone to talk with in Massachusetts, day and night. Follow the menu to Call2Talk.",
                MayCallPolice.Unknown, "heraldnews.com and theframe.news", Checked),
        ]);

    /// <summary>The line that stands at the top of every page.</summary>
    public CrisisLine FirstLine => CrisisLines[0];
}

/// <summary>A day somebody means to be there, in the community's own time.</summary>
internal sealed record Opening(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>A line a person can reach when they are in danger now. Its words are the community's own.</summary>
/// <param name="Call">The number as a <c>tel:</c> link.</param>
/// <param name="Text">The number as an <c>sms:</c> link, when it can be texted.</param>
/// <param name="What">Who answers, and when.</param>
/// <param name="Source">Where the facts were read.</param>
/// <param name="Checked">When they were read; the community has yet to confirm them.</param>
internal sealed record CrisisLine(
    string Name, string Number, string Call, string? Text, string What, MayCallPolice Police, string Source, DateOnly Checked);

/// <summary>Whether a line may send police or an ambulance without asking: what many people need to know before they call.</summary>
internal enum MayCallPolice
{
    Yes,
    No,
    Unknown,
}
