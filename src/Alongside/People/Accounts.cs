using Alongside.Platform.Live;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.People;

/// <summary>Specialists and stewards: who they are here, and when they no longer are.</summary>
internal sealed class Accounts(Database database, KeyStore keys, Sessions sessions, Nudges nudges, TimeProvider clock)
{
    /// <summary>Makes an account that nobody can sign in to yet.</summary>
    /// <param name="role">What they are here; a person needs no account and comes as a guest.</param>
    /// <param name="name">What others call them.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<PersonId> MakeAsync(Role role, string name, CancellationToken cancel = default)
    {
        var person = PersonId.New();
        var key = await keys.MakeAsync(Names.KeyId(person), cancel);
        await database.ExecuteAsync(
            "insert into person (person_id, role, sealed_name, made_at) values (@person, @role, @name, @now)",
            new { person, role = role.ToString(), name = key.Seal(name, Names.Place(person)), now = clock.Micro() }, cancel);
        return person;
    }

    /// <summary>Changes what somebody is here, on every device within five seconds.</summary>
    public async Task ChangeRoleAsync(PersonId person, Role role, CancellationToken cancel)
    {
        await database.ExecuteAsync(
            "update person set role = @role where person_id = @person", new { person, role = role.ToString() }, cancel);
        nudges.Raise(Sessions.Topic(person));
    }

    /// <summary>Ends somebody's part here: no device is let in as them any more.</summary>
    public async Task CloseAsync(PersonId person, CancellationToken cancel)
    {
        await database.ExecuteAsync(
            "update person set closed_at = @now where person_id = @person and closed_at is null",
            new { person, now = clock.Micro() }, cancel);
        await sessions.EndAllAsync(person, cancel);
    }
}
