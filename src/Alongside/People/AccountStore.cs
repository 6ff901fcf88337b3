using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Microsoft.AspNetCore.Identity;

namespace Alongside.People;

/// <summary>
/// Keeps accounts for the framework's <see cref="UserManager{TUser}"/>, which knows how to check passwords, count wrong
/// tries and use recovery codes. Accounts are made by <see cref="Invitations"/>, never here.
/// </summary>
internal sealed class AccountStore(Database database, MasterKey master)
    : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>, IUserTwoFactorStore<Account>,
        IUserTwoFactorRecoveryCodeStore<Account>, IUserPasskeyStore<Account>
{
    private const string Columns =
        """
        account.person_id, account.name_lookup, account.password_hash, account.authenticator, account.authenticator_step,
        account.stamp, account.failed, account.locked_until
        """;

    /// <summary>How a sign-in name is looked up: any case and outer spaces are one name.</summary>
    public string LookupOf(string name) => master.LookupOf("sign-in name", name.Trim().Normalize().ToLowerInvariant());

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) => database.FindAsync<Account>(
        $"""
        select {Columns}
          from account
          join person on person.person_id = account.person_id and person.closed_at is null
         where account.name_lookup = @lookup
        """, new { lookup = LookupOf(normalizedUserName) }, cancel);

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancel) => Guid.TryParseExact(userId, "D", out var id)
        ? await database.FindAsync<Account>(
            $"""
            select {Columns}
              from account
              join person on person.person_id = account.person_id and person.closed_at is null
             where account.person_id = @person
            """, new { person = new PersonId(id) }, cancel)
        : null;

    // The step of the authenticator is left out: it only ever grows, by itself.
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancel)
    {
        await database.ExecuteAsync(
            """
            update account
               set password_hash = @PasswordHash, stamp = @Stamp, failed = @Failed, locked_until = cast(@LockedUntil as bigint)
             where person_id = @PersonId
            """, user, cancel);
        return IdentityResult.Success;
    }

    /// <summary>Uses up an authenticator step. False: another request used it first.</summary>
    public async Task<bool> UseStepAsync(Account user, long step, CancellationToken cancel) => await database.ExecuteAsync(
        "update account set authenticator_step = @step where person_id = @person and authenticator_step < @step",
        new { person = user.PersonId, step }, cancel) == 1;

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancel) => throw new NotSupportedException();

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PersonId.ToString());

    // The name itself stands nowhere, so its keyed hash takes its place.
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.NameLookup ?? user.PersonId.ToString());

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancel) => GetUserNameAsync(user, cancel);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancel) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancel) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancel) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.Stamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancel) => Set(() => user.Stamp = stamp);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancel) => Task.FromResult((int)user.Failed);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancel) => Task.FromResult((int)++user.Failed);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancel) => Set(() => user.Failed = 0);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancel) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancel) => throw new NotSupportedException();

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancel) =>
        Task.FromResult(user.LockedUntil is { } until ? Micros.ToTime(until) : (DateTimeOffset?)null);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancel) =>
        Set(() => user.LockedUntil = lockoutEnd is { } until ? Micros.From(until) : null);

    // A password alone opens nothing, ever.
    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancel) => Task.FromResult(true);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancel) => throw new NotSupportedException();

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        await w.ExecuteAsync("delete from recovery_code where person_id = @person", new { person = user.PersonId });
        foreach (var code in recoveryCodes)
        {
            await w.ExecuteAsync(
                "insert into recovery_code (person_id, lookup) values (@person, @lookup)", new { person = user.PersonId, lookup = CodeLookupOf(code) });
        }

        return true;
    }, cancel);

    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancel) => await database.ExecuteAsync(
        "delete from recovery_code where person_id = @person and lookup = @lookup", new { person = user.PersonId, lookup = CodeLookupOf(code) }, cancel) == 1;

    public async Task<int> CountCodesAsync(Account user, CancellationToken cancel) => (int)await database.FindAsync<long>(
        "select count(*) from recovery_code where person_id = @person", new { person = user.PersonId }, cancel);

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancel) =>
        database.WriteAsync(w => Passkeys.PutAsync(w, user.PersonId, passkey), cancel);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancel) =>
        [.. (await Passkeys.OfAsync(database, user.PersonId, cancel)).Select(row => row.ToInfo())];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancel) =>
        await Passkeys.FindAsync(database, credentialId, cancel) is { } row ? await FindByIdAsync(row.PersonId.ToString(), cancel) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancel) =>
        await Passkeys.FindAsync(database, credentialId, cancel) is { } row && row.PersonId == user.PersonId ? row.ToInfo() : null;

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancel) =>
        Passkeys.RemoveAsync(database, user.PersonId, credentialId, cancel);

    public void Dispose()
    {
    }

    private string CodeLookupOf(string code) =>
        master.LookupOf("recovery code", new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant());

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
