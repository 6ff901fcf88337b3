using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Library;

/// <summary>What is published here, and nothing else: finding it, and finding words in it.</summary>
internal sealed class Entries(Database database, StarterLibrary starter, TimeProvider clock) : IHostedService, IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private Index? index;

    public async Task<IReadOnlyList<LibraryEntry>> AllAsync(CancellationToken cancel) => [.. (await RowsAsync(cancel)).Select(r => r.Entry)];

    /// <summary>What is published under this id; null also when it was withdrawn.</summary>
    public async Task<LibraryEntry?> FindAsync(string id, CancellationToken cancel) =>
        (await database.FindAsync<Row>(Published + " and entry_id = @id", new { id }, cancel))?.Entry;

    /// <summary>The story a card is read beside, so that its origin can be told; null for a card no story tells of.</summary>
    public async Task<LibraryEntry?> StoryOfAsync(LibraryEntry card, CancellationToken cancel) =>
        (await AllAsync(cancel)).FirstOrDefault(e => e.IsStory && e.Cards.Contains(card.Id));

    /// <summary>Entries in which all of these words stand, the best first. What is typed is words: nothing in it is an operator.</summary>
    public async Task<IReadOnlyList<LibraryEntry>> SearchAsync(string typed, CancellationToken cancel)
    {
        var words = string.Concat(typed.Where(c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(12).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        return database.Dialect is Dialect.Postgres
            ? [.. (await database.QueryAsync<Row>(
                Published + """
                 and to_tsvector('english', title || ' ' || coalesce(teller, '') || ' ' || words || ' ' || coalesce(trail, '')) @@ plainto_tsquery('english', @words)
                 order by ts_rank(to_tsvector('english', title || ' ' || coalesce(teller, '') || ' ' || words || ' ' || coalesce(trail, '')), plainto_tsquery('english', @words)) desc, entry_id
                """, new { words = string.Join(' ', words) }, cancel)).Select(r => r.Entry)]
            : await SearchIndexAsync(string.Join(' ', words.Select(w => $"\"{w}\"")), cancel);
    }

    /// <summary>Brings the starter library up to what this program ships. What people published is left alone.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var known = (await database.QueryAsync<(string Id, string Revision)>("select entry_id, revision from library_entry", null, cancellationToken)).ToDictionary(r => r.Id, r => r.Revision);
        var changed = starter.Read().Where(e => known.GetValueOrDefault(e.Entry.Id) != e.Revision).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        await database.WriteAsync(async w =>
        {
            foreach (var (entry, revision) in changed)
            {
                await w.ExecuteAsync(
                    """
                    insert into library_entry (entry_id, kind, title, words, teller, notes, tags, cards, origin, revision, published_at, trail)
                    values (@Id, @Kind, @Title, @Words, @Teller, @Notes, @tags, @cards, @Origin, @revision, @now, @trail)
                        on conflict (entry_id) do update set
                           kind = excluded.kind, title = excluded.title, words = excluded.words, teller = excluded.teller, notes = excluded.notes,
                           tags = excluded.tags, cards = excluded.cards, origin = excluded.origin, revision = excluded.revision, trail = excluded.trail
                    """,
                    new
                    {
                        entry.Id, entry.Kind, entry.Title, entry.Words, entry.Teller, entry.Notes,
                        tags = string.Join(' ', entry.Tags), cards = string.Join(' ', entry.Cards), entry.Origin, revision, now = clock.Micro(), trail = TrailStep.Write(entry.Trail),
                    });
            }

            return changed.Count;
        }, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        index?.Connection.Dispose();
        one.Dispose();
    }

    private const string Published =
        "select entry_id, kind, title, words, teller, notes, tags, cards, origin, revision, trail from library_entry where withdrawn_at is null";

    private async Task<IReadOnlyList<Row>> RowsAsync(CancellationToken cancel) =>
        await database.QueryAsync<Row>(Published + " order by published_at, entry_id", null, cancel);

    // The index lives in memory and is made of what is published now: the tables stay the same in both databases.
    private async Task<IReadOnlyList<LibraryEntry>> SearchIndexAsync(string query, CancellationToken cancel)
    {
        var rows = await RowsAsync(cancel);
        var made = string.Join(' ', rows.Select(r => r.EntryId + r.Revision));
        await one.WaitAsync(cancel);
        try
        {
            if (index?.Of != made)
            {
                index?.Connection.Dispose();
                index = await Index.MakeAsync(made, rows);
            }

            var byId = rows.ToDictionary(r => r.EntryId);
            return [.. (await index.Connection.QueryAsync<string>("select id from entry where entry match @query order by rank, id", new { query }))
                .Select(id => byId[id].Entry)];
        }
        finally
        {
            one.Release();
        }
    }

    private sealed record Index(string Of, SqliteConnection Connection)
    {
        public static async Task<Index> MakeAsync(string of, IReadOnlyList<Row> rows)
        {
            var connection = new SqliteConnection("Data Source=:memory:");
            await connection.OpenAsync();
            await connection.ExecuteAsync("create virtual table entry using fts5 (id unindexed, title, teller, words, trail, tokenize = 'porter unicode61')");
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("insert into entry (id, title, teller, words, trail) values (@EntryId, @Title, @Teller, @Words, @Trail)", rows, transaction);
            await transaction.CommitAsync();
            return new(of, connection);
        }
    }

    private sealed record Row(
        string EntryId, string Kind, string Title, string Words, string? Teller, string? Notes, string Tags, string Cards, string Origin, string Revision, string? Trail)
    {
        public LibraryEntry Entry => new(EntryId, Kind, Title, Words, Teller, Notes, Split(Tags), Split(Cards), Origin, TrailStep.Read(Trail));

        private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
