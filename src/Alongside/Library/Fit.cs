namespace Alongside.Library;

/// <summary>Something that may fit a reader, and why: what they chose themselves and what it is about.</summary>
public sealed record Fit(LibraryEntry Entry, IReadOnlyList<string> Reasons)
{
    /// <summary>What fits best first; what fits equally well, in an order that is the same each time. What nobody chose for is not there.</summary>
    /// <param name="all">What is published.</param>
    /// <param name="chosen">Tags the reader chose.</param>
    /// <param name="leftOut">Ids the reader has seen already, or said are not for them.</param>
    public static IReadOnlyList<Fit> Of(IEnumerable<LibraryEntry> all, IReadOnlyCollection<string> chosen, IReadOnlyCollection<string> leftOut) =>
    [
        .. all.Where(e => !leftOut.Contains(e.Id))
            .Select(e => new Fit(e, [.. e.Tags.Where(chosen.Contains)]))
            .Where(f => f.Reasons.Count > 0)
            .OrderByDescending(f => f.Reasons.Count).ThenBy(f => f.Entry.Id, StringComparer.Ordinal),
    ];
}
