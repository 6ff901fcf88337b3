using Alongside.Platform.Sealing;

namespace Alongside.Conversations;

/// <summary>Numbers and keeps moments of many conversations in one commit; one for each database dialect.</summary>
internal interface IMomentWriter
{
    /// <summary>Appends, commits, and tells the readers in the order of the log.</summary>
    /// <exception cref="Platform.Storage.StorageException">Unknown whether it was kept.</exception>
    public Task<Appended> AppendAsync(UnnumberedMoment moment, CancellationToken cancel);
}

internal enum AppendOutcome
{
    Kept,
    Repeated,
    Ended,

    /// <summary>The log has grown since the moment was weighed against it: read on, and weigh it again.</summary>
    Moved,

    /// <summary>Whoever was to go on is not free.</summary>
    NotFree,
}

/// <summary>Where a moment went; for a repeated id, what stands there.</summary>
internal readonly record struct Appended(AppendOutcome Outcome, long Seq, long At, MomentKind Kind, SealedText Sealed);

/// <summary>A moment that stands in the log already, as it was stored.</summary>
internal sealed record EarlierMoment(long Seq, long At, string Kind, SealedText Sealed)
{
    public Appended AsAppended => new(AppendOutcome.Repeated, Seq, At, MomentKinds.Kind(Kind), Sealed);
}
