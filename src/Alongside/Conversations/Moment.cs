using Alongside.People;

namespace Alongside.Conversations;

/// <summary>What a moment is. The names in <see cref="MomentKinds"/> are what is stored and sent.</summary>
internal enum MomentKind
{
    /// <summary>Words.</summary>
    Said,

    /// <summary>A specialist took a seat.</summary>
    Joined,

    /// <summary>A specialist's seat was given up: their line was lost, and the person is at the head of the line again.</summary>
    Parted,

    /// <summary>The conversation ended, without a reason.</summary>
    Ended,
}

/// <summary>Which side of a conversation somebody sits on.</summary>
internal enum Side
{
    Person,
    Specialist,
}

/// <summary>One entry of a conversation's log, open to read.</summary>
/// <param name="Seq">1, 2, 3… without a gap.</param>
/// <param name="Name">What the author is called here.</param>
/// <param name="At">Microseconds UTC; the order is <paramref name="Seq"/>, never this.</param>
internal sealed record Moment(long Seq, MomentKind Kind, Side Author, string Name, string ClientId, long At, string Text);

/// <summary>A moment on its way into the log: sealed, not yet numbered.</summary>
/// <param name="ClientId">Made by the sender; the same id again is the same moment.</param>
internal sealed record UnnumberedMoment(
    ConversationId Conversation, PersonId Author, Side Side, string Name, string ClientId, MomentKind Kind, long At,
    string Text, Platform.Sealing.SealedText Sealed);

internal static class MomentKinds
{
    private static readonly string[] Names = ["said", "joined", "parted", "ended"];

    public static string Name(this MomentKind kind) => Names[(int)kind];

    public static MomentKind Kind(string name) => (MomentKind)Array.IndexOf(Names, name);

    public static string Name(this Side side) => side is Side.Person ? "person" : "specialist";

    public static Side SideOf(string name) => name == "person" ? Side.Person : Side.Specialist;
}
