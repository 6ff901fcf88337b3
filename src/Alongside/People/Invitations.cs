using System.Buffers.Text;
using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Microsoft.AspNetCore.Identity;

namespace Alongside.People;

/// <summary>How specialists and stewards come: by a link that works once.</summary>
internal sealed partial class Invitations(
    Database database, KeyStore keys, MasterKey master, AccountStore store, IPasswordHasher<Account> hasher, Settings settings, TimeProvider clock)
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 200;
    public const int LongestName = 60;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <summary>Makes an invitation; the token is in nobody's hands but the caller's.</summary>
    public async Task<string> MakeAsync(Role role, CancellationToken cancel = default)
    {
        if (role is Role.Person)
        {
            throw new ArgumentOutOfRangeException(nameof(role), "A person needs no invitation.");
        }

        var token = Secrets.Token(32);
        await database.ExecuteAsync(
            "insert into invitation (token_hash, role, made_at, ends_at) values (@hash, @role, @now, @ends)",
            new { hash = Secrets.HashOf(token), role = role.ToString(), now = clock.Micro(), ends = clock.Micro() + Micros.Of(Lasts) }, cancel);
        return token;
    }

    /// <summary>Where the invited person goes. From the configured address, never from a request.</summary>
    public Uri LinkOf(string token) => new(settings.PublicAddress ?? new Uri(HereOf(settings.Urls.Split(';')[0])), $"/invitation/{token}");

    // Listening on every address of the machine: from the machine itself, that is localhost.
    private static string HereOf(string url) => AnyHost().Replace(url, "://localhost");

    [GeneratedRegex(@"://(\*|\+|0\.0\.0\.0|\[::\])", RegexOptions.NonBacktracking)]
    private static partial Regex AnyHost();


    /// <summary>A link for the first steward; null once there is one.</summary>
    public async Task<Uri?> FirstStewardLinkAsync(CancellationToken cancel = default) =>
        await database.FindAsync<long>("select count(*) from person where role = 'Steward' and closed_at is null", null, cancel) == 0
            ? LinkOf(await MakeAsync(Role.Steward, cancel))
            : null;

    /// <summary>What this invitation is for; null when it never was, was used, or is over.</summary>
    public async Task<Role?> FindAsync(string token, CancellationToken cancel) => await database.FindAsync<string>(
        "select role from invitation where token_hash = @hash and used_at is null and ends_at > @now",
        new { hash = Secrets.HashOf(token), now = clock.Micro() }, cancel) is { } role ? Enum.Parse<Role>(role) : null;

    /// <summary>
    /// The authenticator key offered with an invitation. It follows from the token, so the page can be shown again with
    /// the same picture after a mistake, and nothing is kept before somebody accepts.
    /// </summary>
    public byte[] AuthenticatorOf(string token) =>
        Base64Url.DecodeFromChars(master.LookupOf("authenticator of an invitation", token))[..Totp.KeySize];

    /// <summary>Accepts with a password and an authenticator app.</summary>
    public async Task<Accepting> AcceptAsync(string token, Acceptance acceptance, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not { } role)
        {
            return new Accepting.Gone();
        }

        var authenticator = AuthenticatorOf(token);
        if (acceptance.Problem() is { } problem)
        {
            return new Accepting.NotYet(problem);
        }

        if (Totp.StepOf(authenticator, acceptance.Code, clock.GetUtcNow(), 0) is not { } step)
        {
            return new Accepting.NotYet(AcceptanceProblem.Code);
        }

        var person = PersonId.New();
        var account = new Account { PersonId = person, Stamp = Secrets.Token(), NameLookup = store.LookupOf(acceptance.SignInName) };
        account.PasswordHash = hasher.HashPassword(account, acceptance.Password);
        account.AuthenticatorStep = step;
        return await KeepAsync(token, role, acceptance.Name, account, authenticator, null, cancel);
    }

    /// <summary>Accepts with a passkey that was just made.</summary>
    public async Task<Accepting> AcceptAsync(string token, string name, PersonId person, UserPasskeyInfo passkey, CancellationToken cancel) =>
        await FindAsync(token, cancel) is { } role
            ? await KeepAsync(token, role, name, new Account { PersonId = person, Stamp = Secrets.Token() }, null, passkey, cancel)
            : new Accepting.Gone();

    private async Task<Accepting> KeepAsync(
        string token, Role role, string name, Account account, byte[]? authenticator, UserPasskeyInfo? passkey, CancellationToken cancel)
    {
        var person = account.PersonId;
        var key = await keys.MakeAsync(Names.KeyId(person), cancel);
        account.Authenticator = authenticator is null ? null : key.Seal(authenticator, SignIn.AuthenticatorPlace(person));
        return await database.WriteAsync<Accepting>(async w =>
        {
            if (account.NameLookup is not null && await w.FindAsync<long>(
                "select count(*) from account where name_lookup = @NameLookup", new { account.NameLookup }) > 0)
            {
                return new Accepting.NotYet(AcceptanceProblem.SignInNameTaken);
            }

            // Whoever marks it first has used it; a second one at the same moment finds nothing left to mark.
            var used = await w.ExecuteAsync(
                "update invitation set used_at = @now where token_hash = @hash and used_at is null and ends_at > @now",
                new { hash = Secrets.HashOf(token), now = clock.Micro() });
            if (used == 0)
            {
                return new Accepting.Gone();
            }

            await w.ExecuteAsync(
                "insert into person (person_id, role, sealed_name, made_at) values (@person, @role, @name, @now)",
                new { person, role = role.ToString(), name = key.Seal(Names.Seen(name), Names.Place(person)), now = clock.Micro() });
            await w.ExecuteAsync(
                """
                insert into account (person_id, name_lookup, password_hash, authenticator, authenticator_step, stamp, failed)
                values (@PersonId, @NameLookup, @PasswordHash, @Authenticator, @AuthenticatorStep, @Stamp, @Failed)
                """, account);
            if (passkey is not null)
            {
                await Passkeys.PutAsync(w, person, passkey);
            }

            return new Accepting.Kept(account);
        }, cancel);
    }
}

/// <summary>What somebody fills in to accept an invitation with a password.</summary>
internal sealed record Acceptance(string Name, string SignInName, string Password, string Code)
{
    public AcceptanceProblem? Problem() => this switch
    {
        _ when Names.Seen(Name) is { Length: 0 or > Invitations.LongestName } => AcceptanceProblem.Name,
        _ when SignInName.Trim() is { Length: < 3 or > Invitations.LongestName } => AcceptanceProblem.SignInName,
        { Password.Length: < Invitations.ShortestPassword or > Invitations.LongestPassword } => AcceptanceProblem.Password,
        _ => null,
    };
}

/// <summary>What is not yet right in an <see cref="Acceptance"/>.</summary>
internal enum AcceptanceProblem
{
    Name,
    SignInName,
    SignInNameTaken,
    Password,
    Code,
}

/// <summary>What became of an invitation.</summary>
internal abstract record Accepting
{
    internal sealed record Kept(Account Account) : Accepting;

    internal sealed record NotYet(AcceptanceProblem Problem) : Accepting;

    /// <summary>Used, over, or never there.</summary>
    internal sealed record Gone : Accepting;
}
