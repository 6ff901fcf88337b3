using System.Diagnostics;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Microsoft.AspNetCore.Identity;

namespace Alongside.People;

/// <summary>
/// Lets specialists and stewards in. A name nobody has, a wrong password and a wrong code get the same answer after the
/// same work: nobody learns here who has an account.
/// </summary>
internal sealed class SignIn(UserManager<Account> users, AccountStore store, KeyStore keys, SignInLimits limits, Sessions sessions, TimeProvider clock)
{
    /// <summary>Where an authenticator key is sealed.</summary>
    public static SealedPlace AuthenticatorPlace(PersonId person) => new("account.authenticator", person.ToString(), 1);

    /// <param name="name">The sign-in name.</param>
    /// <param name="password">The password.</param>
    /// <param name="code">A code of the authenticator app, or a recovery code.</param>
    /// <param name="network">Where it was typed.</param>
    /// <param name="device">What the device is called in the list of sessions.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<SigningIn> WithPasswordAsync(string name, string password, string code, string network, string device, CancellationToken cancel)
    {
        // Counted for the name as typed, so that a name nobody has is slowed just like one that somebody has.
        if (limits.Take(store.LookupOf(name), network) is { } wait)
        {
            return new SigningIn.Later(wait);
        }

        var account = await store.FindByNameAsync(name, cancel);
        var right = await limits.CheckAsync(account?.PasswordHash, password, cancel);
        if (account is null || await users.IsLockedOutAsync(account))
        {
            return new SigningIn.Refused();
        }

        if (!right || !(await UseCodeAsync(account, code, cancel) || await store.RedeemCodeAsync(account, code, cancel)))
        {
            await users.AccessFailedAsync(account);
            return new SigningIn.Refused();
        }

        await users.ResetAccessFailedCountAsync(account);
        limits.GiveBack(store.LookupOf(name), network);
        return new SigningIn.In(await sessions.OpenAsync(account.PersonId, device, cancel));
    }

    private async Task<bool> UseCodeAsync(Account account, string code, CancellationToken cancel)
    {
        if (account.Authenticator is not { } secret || await keys.FindAsync(Names.KeyId(account.PersonId), cancel) is not { } key)
        {
            return false;
        }

        var opened = key.OpenBytes(secret, AuthenticatorPlace(account.PersonId));
        return Totp.StepOf(opened, code, clock.GetUtcNow(), account.AuthenticatorStep) is { } step
            && await store.UseStepAsync(account, step, cancel);
    }
}

/// <summary>What became of somebody who signs in.</summary>
internal abstract record SigningIn
{
    /// <summary>They are in, with this token.</summary>
    internal sealed record In(string Token) : SigningIn;

    internal sealed record Refused : SigningIn;

    internal sealed record Later(TimeSpan Wait) : SigningIn;
}

/// <summary>How fast passwords may be tried on this node.</summary>
internal sealed class SignInLimits(IPasswordHasher<Account> hasher, TimeProvider clock) : IDisposable
{
    private static readonly Account Nobody = new() { PersonId = default, Stamp = "" };

    private readonly Buckets<string> byName = new(clock, 8, TimeSpan.FromMinutes(1));
    private readonly Buckets<string> byNetwork = new(clock, 30, TimeSpan.FromSeconds(10));
    private readonly string nobodysHash = hasher.HashPassword(Nobody, Secrets.Token());

    // Checking is made slow on purpose; one at a time, a flood of tries cannot take the machine from those who talk.
    private readonly SemaphoreSlim one = new(1);

    public TimeSpan? Take(string name, string network) => byNetwork.Take(network) ?? byName.Take(name);

    public void GiveBack(string name, string network)
    {
        byNetwork.GiveBack(network);
        byName.GiveBack(name);
    }

    public void Dispose() => one.Dispose();

    /// <summary>Does the work of one check whether or not there is anything to check against.</summary>
    public async Task<bool> CheckAsync(string? hash, string password, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            var same = hasher.VerifyHashedPassword(Nobody, hash ?? nobodysHash, password) switch
            {
                PasswordVerificationResult.Failed => false,
                PasswordVerificationResult.Success or PasswordVerificationResult.SuccessRehashNeeded => true,
                _ => throw new UnreachableException(),
            };
            return same && hash is not null;
        }
        finally
        {
            one.Release();
        }
    }
}
