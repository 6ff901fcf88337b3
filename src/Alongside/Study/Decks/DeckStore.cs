using System.Text.Json;
using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;
using Alongside.Study.Bank;

namespace Alongside.Study.Decks;

/// <summary>The two sides of a card of one's own.</summary>
internal sealed record Sides(string Front, string Back);

/// <summary>A deck of one's own, opened.</summary>
internal sealed record Deck(string Id, string Name, IReadOnlyList<(string Id, Sides Sides)> Cards);

/// <summary>Cards people write themselves. Found only by whose they are; their words are sealed.</summary>
internal sealed class DeckStore(Database database, OwnKeys keys, TimeProvider clock)
{
    public const int MostCards = 5_000;
    public const int LongestSide = 2_000;
    public const int LongestName = 100;
    public static readonly TimeSpan ShareStays = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<(string Id, string Name, int Cards)>> OfAsync(PersonId person, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<DeckRow>(
            """
            select d.deck_id, d.name, (select count(*) from study_card c where c.deck_id = d.deck_id) as cards
              from study_deck d
             where d.person_id = @person
             order by d.made_at
            """, new { person }, cancel);
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.OfAsync(person, OwnWords.Decks, cancel);
        return [.. rows.Select(r => (r.DeckId, key.Open(new SealedText(r.Name), NamePlace(r.DeckId)), (int)r.Cards))];
    }

    public async Task<Deck?> FindAsync(PersonId person, string id, CancellationToken cancel)
    {
        if (await database.FindAsync<DeckRow>("select deck_id, name from study_deck where person_id = @person and deck_id = @id", new { person, id }, cancel) is not { } row)
        {
            return null;
        }

        var key = await keys.OfAsync(person, OwnWords.Decks, cancel);
        var cards = await database.QueryAsync<CardRow>(
            "select card_id, sealed from study_card where person_id = @person and deck_id = @id order by place", new { person, id }, cancel);
        return new(id, key.Open(new SealedText(row.Name), NamePlace(id)), [.. cards.Select(c => (c.CardId, Open(key, c)))]);
    }

    /// <summary>Ids of all own cards, in the order in which they are begun.</summary>
    public Task<IReadOnlyList<string>> CardIdsAsync(PersonId person, CancellationToken cancel) => database.QueryAsync<string>(
        "select card_id from study_card where person_id = @person order by deck_id, place", new { person }, cancel);

    /// <summary>An own card as something to study, or null.</summary>
    public async Task<Item?> FindCardAsync(PersonId person, string id, CancellationToken cancel)
    {
        if (await database.FindAsync<CardRow>("select card_id, sealed from study_card where person_id = @person and card_id = @id", new { person, id }, cancel) is not { } row)
        {
            return null;
        }

        var sides = Open(await keys.OfAsync(person, OwnWords.Decks, cancel), row);
        return new(id, 1, ItemKind.Card, "", [], null, sides.Front, sides.Back, [], null, null, ItemState.Reviewed);
    }

    /// <summary>Makes a deck with all of its cards, or nothing; null: there would be more than anyone may keep.</summary>
    public async Task<string?> MakeAsync(PersonId person, string name, IReadOnlyList<Sides> cards, CancellationToken cancel)
    {
        var id = Secrets.Token();
        var key = await keys.OfAsync(person, OwnWords.Decks, cancel);
        return await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync("insert into study_deck (deck_id, person_id, made_at, name) values (@id, @person, @now, @name)",
                new { id, person, now = clock.Micro(), name = key.Seal(name, NamePlace(id)) });
            return await AddAsync(w, person, id, cards, key) ? id : null;
        }, cancel);
    }

    /// <summary>Adds cards to one's own deck; false: there is no such deck, or no room.</summary>
    public async Task<bool> AddAsync(PersonId person, string deck, IReadOnlyList<Sides> cards, CancellationToken cancel)
    {
        var key = await keys.OfAsync(person, OwnWords.Decks, cancel);
        return await database.WriteAsync(async w =>
            await w.FindAsync<string>("select deck_id from study_deck where deck_id = @deck and person_id = @person", new { deck, person }) is not null
            && await AddAsync(w, person, deck, cards, key), cancel);
    }

    public Task<int> RemoveCardAsync(PersonId person, string card, CancellationToken cancel) =>
        database.ExecuteAsync("delete from study_card where person_id = @person and card_id = @card", new { person, card }, cancel);

    public Task<int> RemoveAsync(PersonId person, string deck, CancellationToken cancel) => database.WriteAsync(async w =>
    {
        await w.ExecuteAsync("delete from study_deck_share where person_id = @person and deck_id = @deck", new { person, deck });
        await w.ExecuteAsync("delete from study_card where person_id = @person and deck_id = @deck", new { person, deck });
        return await w.ExecuteAsync("delete from study_deck where person_id = @person and deck_id = @deck", new { person, deck });
    }, cancel);

    /// <summary>Everything: the key first, so that no older copy can be read either.</summary>
    public async Task LetGoAsync(PersonId person, CancellationToken cancel)
    {
        await keys.ShredAsync(person, OwnWords.Decks, cancel);
        await database.WriteAsync(async w =>
        {
            await w.ExecuteAsync("delete from study_deck_share where person_id = @person", new { person });
            await w.ExecuteAsync("delete from study_card where person_id = @person", new { person });
            return await w.ExecuteAsync("delete from study_deck where person_id = @person", new { person });
        }, cancel);
    }

    /// <summary>A link by which others may take a copy, for thirty days; null: no such deck.</summary>
    public async Task<string?> ShareAsync(PersonId person, string deck, CancellationToken cancel)
    {
        var link = Secrets.Token();
        return await database.ExecuteAsync(
            """
            insert into study_deck_share (link_hash, deck_id, person_id, made_at, ends_at)
            select @hash, d.deck_id, d.person_id, @now, @ends
              from study_deck d
             where d.deck_id = @deck and d.person_id = @person
            """,
            new { hash = Secrets.HashOf(link), deck, person, now = clock.Micro(), ends = clock.Micro() + Micros.Of(ShareStays) }, cancel) == 1 ? link : null;
    }

    /// <summary>Recalls every link to a deck. Copies that were taken stay with those who took them.</summary>
    public Task<int> RecallAsync(PersonId person, string deck, CancellationToken cancel) =>
        database.ExecuteAsync("delete from study_deck_share where person_id = @person and deck_id = @deck", new { person, deck }, cancel);

    /// <summary>How many links to a deck are open.</summary>
    public async Task<int> SharesAsync(PersonId person, string deck, CancellationToken cancel) => (int)await database.FindAsync<long>(
        "select count(*) from study_deck_share where person_id = @person and deck_id = @deck and ends_at > @now", new { person, deck, now = clock.Micro() }, cancel);

    /// <summary>The deck a link leads to, while it does.</summary>
    public async Task<Deck?> SharedAsync(string link, CancellationToken cancel) =>
        await database.FindAsync<ShareRow>(
            "select person_id, deck_id from study_deck_share where link_hash = @hash and ends_at > @now", new { hash = Secrets.HashOf(link), now = clock.Micro() }, cancel) is { } share
            ? await FindAsync(new PersonId(Guid.ParseExact(share.PersonId, "D")), share.DeckId, cancel) : null;

    private static async Task<bool> AddAsync(Writing w, PersonId person, string deck, IReadOnlyList<Sides> cards, DataKey key)
    {
        var (all, last) = (
            await w.FindAsync<long>("select count(*) from study_card where person_id = @person", new { person }),
            await w.FindAsync<long>("select coalesce(max(place), 0) from study_card where person_id = @person and deck_id = @deck", new { person, deck }));
        if (all + cards.Count > MostCards)
        {
            return false;
        }

        foreach (var sides in cards)
        {
            var card = "card-" + Secrets.Token();
            await w.ExecuteAsync("insert into study_card (card_id, deck_id, person_id, place, sealed) values (@card, @deck, @person, @place, @words)",
                new { card, deck, person, place = ++last, words = key.Seal(JsonSerializer.Serialize(sides), CardPlace(card)) });
        }

        return true;
    }

    private static Sides Open(DataKey key, CardRow row) =>
        JsonSerializer.Deserialize<Sides>(key.Open(new SealedText(row.Sealed), CardPlace(row.CardId)))!;

    private static SealedPlace NamePlace(string deck) => new("study_deck", deck, 1);

    private static SealedPlace CardPlace(string card) => new("study_card", card, 1);

    private sealed class DeckRow
    {
        public string DeckId { get; init; } = "";
        public byte[] Name { get; init; } = [];
        public long Cards { get; init; }
    }

    private sealed class CardRow
    {
        public string CardId { get; init; } = "";
        public byte[] Sealed { get; init; } = [];
    }

    private sealed class ShareRow
    {
        public string PersonId { get; init; } = "";
        public string DeckId { get; init; } = "";
    }
}
