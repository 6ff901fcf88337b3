using Alongside.Conversations.Care;
using Alongside.Conversations.Craft;
using Microsoft.AspNetCore.Components;

namespace Alongside.Conversations;

/// <summary>A conversation as one of the two sees it on their page.</summary>
/// <param name="Side">My side: <c>person</c> or <c>specialist</c>.</param>
/// <param name="Name">What I am called here: how I know my own words from those of somebody who sat here before me.</param>
/// <param name="Standing">How it stands, from its log.</param>
/// <param name="With">Who sits on the other side, or null.</param>
/// <param name="WithIsHere">Whether they have a page of ours open.</param>
/// <param name="WithIsReading">Whether they have this conversation before them.</param>
/// <param name="Waiting">What stands above the words of somebody who waits; null for a specialist.</param>
/// <param name="Offers">For a specialist all that can be offered; for a person what was.</param>
/// <param name="Kept">Which offers stand in the person's plan; nobody else is told.</param>
public sealed record ConversationSheet(
    string Id, string Side, string Name, Standing Standing, string? With, bool WithIsHere, bool WithIsReading, IReadOnlyList<MomentView> Moments, RenderFragment? Waiting,
    IReadOnlyList<Offer> Offers, IReadOnlySet<string> Kept)
{
    /// <summary>A specialist's own prepared pieces, for their eyes only; nobody else has any.</summary>
    public IReadOnlyList<StoryPiece> Pieces { get; init; } = [];

    /// <summary><c>waiting</c>, <c>open</c> or <c>ended</c>.</summary>
    public string State => Standing.State;

    /// <summary>For its person: whether they let stewards read it; null: they never did.</summary>
    public Released? Released { get; init; }

    /// <summary>How it ended, when that is to be told: <c>with-pause</c>, or null.</summary>
    public string? Ended => Moments.LastOrDefault(m => m.Kind == "ended")?.Ended;

    public bool IsPerson => Side == "person";

    public long LastSeq => Moments is [.., var last] ? last.Seq : 0;

    public bool IsMine(MomentView moment) => moment.Author == Side && moment.Name == Name;
}

/// <summary>What somebody is about to send.</summary>
/// <param name="ClientId">Made for this box: however often the form is sent, it is one moment.</param>
/// <param name="Text">What was typed, given back as it was.</param>
/// <param name="Refusal">Why it was not taken, in a plain sentence; null when nothing is wrong.</param>
public sealed record Draft(Guid ClientId, string? Text, string? Refusal)
{
    /// <summary>Before it is sent they are asked whether it goes as it is: <c>said</c> or <c>reflection</c>; null: nothing is asked.</summary>
    public string? AsksOutside { get; init; }

    /// <summary>A specialist put a piece of their own story into the box: once it is said, the floor is to go back.</summary>
    public bool Shares { get; init; }

    public static Draft Fresh(string? text = null, string? refusal = null) => new(Guid.CreateVersion7(), text, refusal);
}

/// <summary>What a person sees above their words while nobody sits on the other side. Registered by the waiting room.</summary>
internal delegate RenderFragment WhileWaiting(Seat seat);
