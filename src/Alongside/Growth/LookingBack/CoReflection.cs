using Alongside.People;

namespace Alongside.Growth.LookingBack;

/// <summary>
/// What one side wrote, in the three turns that were agreed on. Each is about the one who writes: there is no place here
/// for what somebody else said, did or is.
/// </summary>
/// <param name="Happened">What happened for me.</param>
/// <param name="Noticed">What I noticed in me.</param>
/// <param name="Next">What I want to try.</param>
public sealed record OwnTurns(string Happened, string Noticed, string Next)
{
    public const int LongestTurn = 4_000;

    public static OwnTurns Empty { get; } = new("", "", "");

    public bool AllWritten => Happened.Length > 0 && Noticed.Length > 0 && Next.Length > 0;
}

/// <summary>A co-reflection as one of its two sides sees it.</summary>
/// <param name="Moment"><c>invented</c> or <c>agreed</c>: no other moment is looked at here.</param>
/// <param name="Other">The other side; null while nobody took the link, or after they left.</param>
/// <param name="OtherLeft">There was another side, who left and took their words along.</param>
/// <param name="Agreed">I agreed to open it.</param>
/// <param name="Theirs">Only once both agreed.</param>
internal sealed record CoReflection(string Id, string Moment, PersonId? Other, bool OtherLeft, OwnTurns Mine, bool Agreed, bool OtherAgreed, bool Opened, OwnTurns? Theirs);

/// <summary>What became of a step.</summary>
internal enum Stepping
{
    Done,

    /// <summary>Not there, or not one's own.</summary>
    Nothing,

    /// <summary>Both opened it before: what was written stays as it was read.</summary>
    Opened,

    /// <summary>There is a turn without words.</summary>
    NotAllWritten,
}
