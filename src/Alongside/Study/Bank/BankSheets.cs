namespace Alongside.Study.Bank;

/// <summary>A field of the bank, and how many of its items stand how.</summary>
public sealed record FieldLine(string Key, string Name, int Drafts, int Reviewed, int Retired);

/// <param name="Kind"><c>choice</c>, <c>scenario</c> or <c>card</c>.</param>
/// <param name="State"><c>draft</c>, <c>reviewed</c> or <c>retired</c>.</param>
/// <param name="Own">Written here, at least in its last version.</param>
public sealed record ItemLine(string Id, string? Scene, string Question, string Kind, string State, int Version, bool Own);

/// <summary>What stands around the form of an item.</summary>
/// <param name="Id">Null while it is new.</param>
/// <param name="Latest">Its latest version; 0 while it is new.</param>
/// <param name="Shown">The version whose words stand in the form.</param>
/// <param name="Kept">It was just kept.</param>
public sealed record ItemSheet(string? Id, string FieldName, int Latest, int Shown, IReadOnlyList<TagGroup> Tags, IReadOnlyList<VersionLine> Versions, bool Kept);

public sealed record TagGroup(string Name, IReadOnlyList<(string Key, string Name)> Members);

/// <param name="At">Null: it came with the program.</param>
public sealed record VersionLine(int Version, string State, DateTimeOffset? At);
