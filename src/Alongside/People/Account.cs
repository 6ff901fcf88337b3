using Alongside.Platform.Sealing;

namespace Alongside.People;

/// <summary>How a specialist or steward signs in. Settable, as the framework's manager wants it.</summary>
internal sealed record Account
{
    public required PersonId PersonId { get; init; }

    /// <summary>The keyed hash of the sign-in name; null: they sign in by passkey alone.</summary>
    public string? NameLookup { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>The authenticator key, sealed with the account's own data key.</summary>
    public SealedText? Authenticator { get; set; }

    /// <summary>The last step whose code was used.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>Changes whenever a way to sign in does.</summary>
    public required string Stamp { get; set; }

    /// <summary>Wrong tries since the last right one.</summary>
    public long Failed { get; set; }

    /// <summary>Until when the password opens nothing, in microseconds UTC. Passkeys still do.</summary>
    public long? LockedUntil { get; set; }
}
