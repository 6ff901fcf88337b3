using Alongside.Platform.Sealing;

namespace Alongside.Platform.Storage;

/// <summary>
/// What stood on disk before this start touched anything. A first start makes, in this order: the master key, the proof
/// of it in the key store, the installation in the database, and last the installation's id beside the proof. So what
/// is there tells a first start that was cut short from an installation that has lost something.
/// </summary>
/// <param name="Master">The master key, when there is one.</param>
/// <param name="Check">What the key store says, when it says anything.</param>
/// <param name="Installation">The id of the installation in the database, when there is one.</param>
internal sealed record StartState(MasterKey? Master, MasterCheck? Check, string? Installation)
{
    /// <summary>Whether to go on. Never a new key or an empty database in place of what is missing.</summary>
    public StartVerdict Verdict => this switch
    {
        { Master: null, Check: not null } or { Master: null, Installation: not null } => StartVerdict.MasterKeyMissing,
        { Check: not null } when !Master!.Proves(Check.Wrapped) => StartVerdict.MasterKeyWrong,
        { Check: null, Installation: not null } => StartVerdict.KeysMissing,
        { Check.InstallationId: not null, Installation: null } => StartVerdict.DatabaseMissing,
        { Check.InstallationId: { } id } when id != Installation => StartVerdict.NotAPair,
        { Check.InstallationId: not null } => StartVerdict.Whole,
        _ => StartVerdict.First,
    };
}

/// <summary>The key store's one row about itself.</summary>
/// <param name="Wrapped">A known text, wrapped by the master key.</param>
/// <param name="InstallationId">Whose keys these are; null until the first start has come to its end.</param>
internal sealed record MasterCheck(byte[] Wrapped, string? InstallationId);

/// <summary>What a start found.</summary>
internal enum StartVerdict
{
    /// <summary>Everything is there and belongs together.</summary>
    Whole,

    /// <summary>Nothing is there yet, or a first start was cut short.</summary>
    First,
    MasterKeyMissing,
    MasterKeyWrong,
    KeysMissing,
    DatabaseMissing,
    NotAPair,
}
