using System.Buffers.Text;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Microsoft.AspNetCore.Identity;

namespace Alongside.People;

/// <summary>The passkeys of accounts, as rows.</summary>
internal static class Passkeys
{
    public static Task<int> PutAsync(Writing w, PersonId person, UserPasskeyInfo passkey) => w.ExecuteAsync(
        """
        insert into passkey (credential_id, person_id, public_key, sign_count, transports, verified, can_back_up, backed_up, made_at)
        values (@id, @person, @key, @count, @transports, @verified, @can_back_up, @backed_up, @made_at)
            on conflict (credential_id) do update set sign_count = excluded.sign_count, verified = excluded.verified, backed_up = excluded.backed_up
         where passkey.person_id = excluded.person_id
        """,
        new
        {
            id = Base64Url.EncodeToString(passkey.CredentialId),
            person,
            key = passkey.PublicKey,
            count = (long)passkey.SignCount,
            transports = string.Join(' ', passkey.Transports ?? []),
            verified = passkey.IsUserVerified ? 1L : 0L,
            can_back_up = passkey.IsBackupEligible ? 1L : 0L,
            backed_up = passkey.IsBackedUp ? 1L : 0L,
            made_at = Micros.From(passkey.CreatedAt),
        });

    public static Task<IReadOnlyList<PasskeyRow>> OfAsync(Database database, PersonId person, CancellationToken cancel) => database.QueryAsync<PasskeyRow>(
        """
        select credential_id, person_id, public_key, sign_count, transports, verified, can_back_up, backed_up, made_at
          from passkey
         where person_id = @person
         order by made_at
        """, new { person }, cancel);

    public static Task<PasskeyRow?> FindAsync(Database database, byte[] credentialId, CancellationToken cancel) => database.FindAsync<PasskeyRow>(
        """
        select credential_id, person_id, public_key, sign_count, transports, verified, can_back_up, backed_up, made_at
          from passkey
         where credential_id = @id
        """, new { id = Base64Url.EncodeToString(credentialId) }, cancel);

    public static Task<int> RemoveAsync(Database database, PersonId person, byte[] credentialId, CancellationToken cancel) => database.ExecuteAsync(
        "delete from passkey where person_id = @person and credential_id = @id",
        new { person, id = Base64Url.EncodeToString(credentialId) }, cancel);
}

/// <summary>One passkey. What the maker of the device attests is not kept: we ask for nothing of it.</summary>
internal sealed record PasskeyRow
{
    public required string CredentialId { get; init; }

    public required PersonId PersonId { get; init; }

    public required byte[] PublicKey { get; init; }

    public long SignCount { get; init; }

    public required string Transports { get; init; }

    public long Verified { get; init; }

    public long CanBackUp { get; init; }

    public long BackedUp { get; init; }

    /// <summary>Microseconds UTC.</summary>
    public long MadeAt { get; init; }

    public UserPasskeyInfo ToInfo() => new(
        Base64Url.DecodeFromChars(CredentialId), PublicKey, Micros.ToTime(MadeAt), (uint)SignCount,
        Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), Verified != 0, CanBackUp != 0, BackedUp != 0, [], []);
}
