using Alongside.People;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Study.Bank;

/// <summary>Items as stewards wrote them: every version, none ever changed.</summary>
internal sealed class ItemStore(Database database, TimeProvider clock)
{
    public Task<long> CountAsync(CancellationToken cancel) => database.FindAsync<long>("select count(*) from study_item", null, cancel);

    /// <summary>All of them, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<OwnVersion>> ReadAsync(CancellationToken cancel) =>
        [.. (await database.QueryAsync<Row>("select item_id, version, words, written_at from study_item order by item_id, version", null, cancel))
            .Select(r => new OwnVersion(r.ItemId, (int)r.Version, Micros.ToTime(r.WrittenAt), r.Words))];

    /// <summary>Adds a version; false when somebody else wrote that one first.</summary>
    public async Task<bool> AddAsync(PersonId by, Item item, CancellationToken cancel) =>
        await database.ExecuteAsync(Insert + " on conflict (item_id, version) do nothing", Values(by, item), cancel) == 1;

    /// <summary>Adds all of these versions or none; false when somebody else wrote one of them first.</summary>
    public Task<bool> AddAllAsync(PersonId by, IReadOnlyList<Item> items, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        foreach (var item in items)
        {
            if (await w.FindAsync<string>("select item_id from study_item where item_id = @Id and version = @version", new { item.Id, version = (long)item.Version }) is not null)
            {
                return false;
            }
        }

        foreach (var item in items)
        {
            await w.ExecuteAsync(Insert, Values(by, item));
        }

        return true;
    }, cancel);

    private const string Insert = "insert into study_item (item_id, version, words, written_at, written_by) values (@Id, @version, @words, @now, @by)";

    private object Values(PersonId by, Item item) => new { item.Id, version = (long)item.Version, words = ItemYaml.Write(item), now = clock.Micro(), by };

    private sealed class Row
    {
        public string ItemId { get; init; } = "";
        public long Version { get; init; }
        public string Words { get; init; } = "";
        public long WrittenAt { get; init; }
    }
}
