using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;

namespace Alongside.Study;

/// <summary>What a person's own words are sealed for: each with a key of its own, so that one can be let go without the other.</summary>
internal enum OwnWords
{
    Decks,
    Growth,
}

/// <summary>The keys of what people write for themselves while they learn.</summary>
internal sealed class OwnKeys(Database database, KeyStore keys)
{
    public async Task<DataKey> OfAsync(PersonId person, OwnWords purpose, CancellationToken cancel)
    {
        if (await FindAsync(person, purpose, cancel) is { } known)
        {
            return known;
        }

        // The key is on disk before its name is; of two made at once the first to be named is the one.
        var made = $"learning-{Secrets.Token()}";
        await keys.MakeAsync(made, cancel);
        await database.ExecuteAsync(
            "insert into study_key (person_id, purpose, key_id) values (@person, @purpose, @made) on conflict (person_id, purpose) do nothing",
            new { person, purpose = purpose.ToString(), made }, cancel);
        return await FindAsync(person, purpose, cancel) ?? throw new InvalidOperationException("The key that was just made is gone.");
    }

    /// <summary>First what makes it unreadable, here and in every older copy.</summary>
    public async Task ShredAsync(PersonId person, OwnWords purpose, CancellationToken cancel)
    {
        if (await NameAsync(person, purpose, cancel) is { } name)
        {
            await keys.ShredAsync(name, cancel);
            await database.ExecuteAsync("delete from study_key where person_id = @person and purpose = @purpose", new { person, purpose = purpose.ToString() }, cancel);
        }
    }

    private async Task<DataKey?> FindAsync(PersonId person, OwnWords purpose, CancellationToken cancel) =>
        await NameAsync(person, purpose, cancel) is { } name ? await keys.FindAsync(name, cancel) : null;

    private Task<string?> NameAsync(PersonId person, OwnWords purpose, CancellationToken cancel) => database.FindAsync<string>(
        "select key_id from study_key where person_id = @person and purpose = @purpose", new { person, purpose = purpose.ToString() }, cancel);
}
