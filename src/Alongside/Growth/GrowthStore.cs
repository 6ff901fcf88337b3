using System.Text.Json;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Study;

namespace Alongside.Growth;

/// <summary>What people note of their own growth: each finds their own, and nothing else.</summary>
internal sealed class GrowthStore(Database database, OwnKeys keys, TimeProvider clock)
{
    public const int MostEntries = 2_000;

    /// <summary>Newest day first.</summary>
    public async Task<IReadOnlyList<GrowthEntry>> OfAsync(PersonId person, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<Row>(
            "select entry_id, sealed from growth_entry where person_id = @person order by made_at desc", new { person }, cancel);
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.OfAsync(person, OwnWords.Growth, cancel);
        return [.. rows.Select(r => new GrowthEntry(r.EntryId, JsonSerializer.Deserialize<GrowthWords>(key.Open(new SealedText(r.Sealed), Place(r.EntryId)))!))
            .OrderByDescending(e => e.Words.Day)];
    }

    /// <summary>False: there is no more room.</summary>
    public async Task<bool> AddAsync(PersonId person, GrowthWords words, CancellationToken cancel)
    {
        var id = Secrets.Token();
        var key = await keys.OfAsync(person, OwnWords.Growth, cancel);
        return await database.WriteAsync(async w =>
            await w.FindAsync<long>("select count(*) from growth_entry where person_id = @person", new { person }) < MostEntries
            && await w.ExecuteAsync("insert into growth_entry (entry_id, person_id, made_at, sealed) values (@id, @person, @now, @words)",
                new { id, person, now = clock.Micro(), words = key.Seal(JsonSerializer.Serialize(words), Place(id)) }) == 1, cancel);
    }

    public Task<int> RemoveAsync(PersonId person, string id, CancellationToken cancel) =>
        database.ExecuteAsync("delete from growth_entry where person_id = @person and entry_id = @id", new { person, id }, cancel);

    /// <summary>Everything: the key first, so that no older copy can be read either.</summary>
    public async Task LetGoAsync(PersonId person, CancellationToken cancel)
    {
        await keys.ShredAsync(person, OwnWords.Growth, cancel);
        await database.ExecuteAsync("delete from growth_entry where person_id = @person", new { person }, cancel);
    }

    private static SealedPlace Place(string entry) => new("growth_entry", entry, 1);

    private sealed class Row
    {
        public string EntryId { get; init; } = "";
        public byte[] Sealed { get; init; } = [];
    }
}
