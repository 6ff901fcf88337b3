using System.Collections.Concurrent;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;

namespace Alongside.People;

/// <summary>What others call somebody here.</summary>
internal sealed class Names(Database database, KeyStore keys)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<PersonId, string> known = new();

    /// <summary>The key that seals what belongs to this person's account.</summary>
    public static string KeyId(PersonId person) => $"s:{person}";

    public static SealedPlace Place(PersonId person) => new("person.sealed_name", person.ToString(), 1);

    /// <summary>What others call this person; remembered, since a name does not change.</summary>
    public async ValueTask<string> OfAsync(PersonId person, CancellationToken cancel)
    {
        if (known.TryGetValue(person, out var name))
        {
            return name;
        }

        var row = await database.FindAsync<Row>(
            "select given_name, sealed_name from person where person_id = @person", new { person }, cancel);
        return await OpenAsync(person, row?.GivenName, row?.SealedName, cancel);
    }

    /// <summary>The name out of what a row of <c>person</c> holds; empty once it was erased.</summary>
    public async ValueTask<string> OpenAsync(PersonId person, string? given, SealedText? chosen, CancellationToken cancel)
    {
        if (known.TryGetValue(person, out var name))
        {
            return name;
        }

        name = given ?? "";
        if (chosen is { } words)
        {
            name = await keys.FindAsync(KeyId(person), cancel) is { } key ? key.Open(words, Place(person)) : "";
        }

        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        return known[person] = name;
    }

    private sealed record Row(string? GivenName, SealedText? SealedName);
}
