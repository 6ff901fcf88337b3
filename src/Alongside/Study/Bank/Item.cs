namespace Alongside.Study.Bank;

/// <summary>What is asked: one best answer of four, the same after a short scene, or a card with two sides.</summary>
internal enum ItemKind
{
    Choice,
    Scenario,
    Card,
}

/// <summary>Draft until a certified peer specialist has read it; retired when it is asked no more.</summary>
internal enum ItemState
{
    Draft,
    Reviewed,

    /// <summary>Still there for whoever is answering it, and for papers made before.</summary>
    Retired,
}

/// <summary>One thing to study.</summary>
/// <param name="Id">Stable, never reused: answers in people's logs name it.</param>
/// <param name="Version">Raised when the meaning changes.</param>
/// <param name="Domain">Key of one of the fields.</param>
/// <param name="Tags">Keys of the competence map.</param>
/// <param name="Scene">What happens before the question; scenarios only.</param>
/// <param name="Question">Or the front of a card.</param>
/// <param name="Back">The back of a card; null for all others.</param>
/// <param name="Options">Four, one of them right; none for a card.</param>
/// <param name="Source">Where a fact was read.</param>
/// <param name="Checked">When.</param>
internal sealed record Item(
    string Id,
    int Version,
    ItemKind Kind,
    string Domain,
    IReadOnlyList<string> Tags,
    string? Scene,
    string Question,
    string? Back,
    IReadOnlyList<Option> Options,
    string? Source,
    DateOnly? Checked,
    ItemState State)
{
    /// <summary>Position of the right option, from 0; −1 for a card.</summary>
    public int Right { get; } = Options.Index().Where(o => o.Item.Right).Select(o => o.Index).FirstOrDefault(-1);
}

/// <summary>One answer that can be chosen, and why it is the best one or is not.</summary>
internal sealed record Option(string Text, bool Right, string Reason);

/// <summary>A field of the bank.</summary>
internal sealed record Domain(string Key, string Name);

/// <summary>An item and where it stands.</summary>
internal sealed record Written(Item Item, string File, int Line);
