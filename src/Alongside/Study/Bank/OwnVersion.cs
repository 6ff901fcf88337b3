namespace Alongside.Study.Bank;

/// <summary>One version of an item as a steward wrote it here.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Version">Counted on from the version that came with the program, if one did.</param>
/// <param name="At">From when on it is asked this way.</param>
/// <param name="Text">One entry of YAML, the same as in our own files.</param>
internal sealed record OwnVersion(string Item, int Version, DateTimeOffset At, string Text)
{
    /// <summary>What it is called where a file would be named.</summary>
    public string Name => $"{Item}, version {Version}";
}
