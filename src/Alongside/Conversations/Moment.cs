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

    /// <summary>Attention shown without taking the turn.</summary>
    Signal,

    /// <summary>A nod at something the other one said.</summary>
    Nod,

    /// <summary>A specialist says back what they heard.</summary>
    Reflection,

    /// <summary>The person says whether that was it.</summary>
    Answer,

    /// <summary>A feeling named, by either; a specialist may mirror one.</summary>
    Feeling,

    /// <summary>What the person wants right now.</summary>
    Want,

    /// <summary>A step into shared quiet.</summary>
    Quiet,

    /// <summary>Somebody is about to go: there is time for a last word. It ends nothing.</summary>
    Going,

    /// <summary>A specialist asks whether they may show something that helped: a card or a story of the library. It opens only if the person opens it.</summary>
    Card,

    /// <summary>A specialist asks whether another may go on in their place.</summary>
    Handover,

    /// <summary>The person says whether another may.</summary>
    Consent,

    /// <summary>A specialist gave up their seat themselves.</summary>
    SteppedBack,

    /// <summary>Something that no longer opens where it stands. Never stored: what is shown in the place of what was.</summary>
    Unreadable,
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
/// <param name="Choice">Which signal, answer, feeling, want, step into quiet or card, or how it ended; null for a kind that chooses nothing.</param>
/// <param name="On">The seq of the moment this one is about; 0: none.</param>
internal sealed record Moment(
    long Seq, MomentKind Kind, Side Author, string Name, string ClientId, long At, string Text, string? Choice = null, long On = 0)
{
    /// <summary>What of the choice both sides see: of another specialist the name.</summary>
    public string? ChoiceShown => Kind is MomentKind.Handover ? Hand.In(Choice)?.Name : Choice;
}

/// <summary>Another specialist who could go on in a conversation.</summary>
internal sealed record Hand(PersonId Specialist, string Name)
{
    /// <summary>As it stands in a moment.</summary>
    public string Choice => $"{Specialist} {Name}";

    /// <summary>Null where nothing of the kind was chosen.</summary>
    public static Hand? In(string? choice) =>
        choice?.Split(' ', 2) is [var id, var name] && Guid.TryParse(id, out var specialist) ? new(new PersonId(specialist), name) : null;
}

/// <summary>What a moment says: its words, and what its kind carries besides. Sealed as one.</summary>
internal readonly record struct MomentBody(MomentKind Kind, string Text, string? Choice = null, long On = 0)
{
    /// <summary>Of an ending: it came with a pause. Both sides see that it did.</summary>
    public const string WithPause = "with-pause";

    // Kinds from before anything was carried are the words alone, and so are the words that are said. An ending has none: in their place is how it ended.
    private static bool IsWordsAlone(MomentKind kind) => kind <= MomentKind.Ended;

    /// <summary>As it is sealed.</summary>
    public string Packed => Kind is MomentKind.Ended ? Choice ?? "" : IsWordsAlone(Kind) ? Text : $"{Choice}\n{On}\n{Text}";

    public static MomentBody Unpack(MomentKind kind, string packed)
    {
        if (IsWordsAlone(kind))
        {
            return kind is MomentKind.Ended ? new(kind, "", packed.Length == 0 ? null : packed) : new(kind, packed);
        }

        var parts = packed.Split('\n', 3);
        return new(kind, parts[2], parts[0].Length == 0 ? null : parts[0], long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>A moment on its way into the log: sealed, not yet numbered.</summary>
/// <param name="ClientId">Made by the sender; the same id again is the same moment.</param>
/// <param name="After">When set: it is kept only if the log still ends with this seq, because what it says was weighed against that log.</param>
internal sealed record UnnumberedMoment(
    ConversationId Conversation, PersonId Author, Side Side, string Name, string ClientId, MomentKind Kind, long At,
    string Text, Platform.Sealing.SealedText Sealed, string? Choice = null, long On = 0, long? After = null);

internal static class MomentKinds
{
    private static readonly string[] Names = ["said", "joined", "parted", "ended", "signal", "nod", "reflection", "answer", "feeling", "want", "quiet", "going", "card", "handover", "consent", "stepback", "unreadable"];

    public static string Name(this MomentKind kind) => Names[(int)kind];

    public static MomentKind Kind(string name) => (MomentKind)Array.IndexOf(Names, name);

    public static string Name(this Side side) => side is Side.Person ? "person" : "specialist";

    public static Side SideOf(string name) => name == "person" ? Side.Person : Side.Specialist;
}
