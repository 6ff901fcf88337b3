using System.Text.Json.Serialization;

namespace Alongside.Stewardship;

/// <summary>
/// Where a specialist may point instead, when something leaves what they are here for. It is shown to specialists who ask for it;
/// what they make of it is theirs.
/// </summary>
internal sealed record Compass
{
    public IReadOnlyList<Signpost> Medication { get; init; } = [];

    public IReadOnlyList<Signpost> Diagnosis { get; init; } = [];

    public IReadOnlyList<Signpost> Money { get; init; } = [];

    public IReadOnlyList<Signpost> Law { get; init; } = [];

    public IReadOnlyList<Signpost> Danger { get; init; } = [];

    /// <summary>Every topic by its name in the document, in the order in which they are shown.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Topic, IReadOnlyList<Signpost> Signposts)> Topics =>
        [("medication", Medication), ("diagnosis", Diagnosis), ("money", Money), ("law", Law), ("danger", Danger)];
}

/// <summary>Somebody else who is there for it.</summary>
/// <param name="Name">Who.</param>
/// <param name="Reach">How they are reached, such as a number.</param>
/// <param name="Says">What they do, in plain words.</param>
/// <param name="Source">Where this was read.</param>
/// <param name="Checked">When it was read; the community has yet to confirm it.</param>
internal sealed record Signpost(string Name, string Reach, string Says, string Source, DateOnly Checked);
