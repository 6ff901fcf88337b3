using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Library;

/// <summary>
/// Thanks to whoever told what helped, if both wish it. Nothing here says who sent a line: its id is known to the sender's own
/// pages alone, and opens nothing but taking it back.
/// </summary>
internal sealed class Thanking(Database database, KeyStore keys, TimeProvider clock)
{
    /// <summary>The most characters: a line, kindly meant.</summary>
    public const int Longest = 300;

    public static string NewId() => Secrets.Token();

    /// <summary>Whether the teller of this card, who is not me, wishes to be thanked.</summary>
    public async Task<bool> IsWishedAsync(string card, Me me, CancellationToken cancel) => await FindAsync(card, me, cancel) is not null;

    /// <summary>False: nobody wishes for it, or not any more.</summary>
    public async Task<bool> SendAsync(string id, string card, string words, Me me, CancellationToken cancel)
    {
        if (await FindAsync(card, me, cancel) is not (var telling, var keyId) || await keys.FindAsync(keyId, cancel) is not { } key)
        {
            return false;
        }

        return await database.ExecuteAsync(
            """
            insert into thanks (thanks_id, telling_id, at, sealed)
            select @id, telling_id, @now, @line from telling where telling_id = @telling and state = 'shown' and thanks_wished_at is not null
            """, new { id, telling, now = clock.Micro(), line = key.Seal(words, PlaceOf(id)) }, cancel) == 1;
    }

    /// <summary>Gone also for the teller. Nothing happens when they had let it go.</summary>
    public Task TakeBackAsync(string id, CancellationToken cancel) => database.ExecuteAsync("delete from thanks where thanks_id = @id", new { id }, cancel);

    /// <summary>From now on, or not any more; what came before stays until its teller lets it go.</summary>
    public Task WishAsync(Telling mine, bool wished, CancellationToken cancel) => database.ExecuteAsync(
        "update telling set thanks_wished_at = @at where telling_id = @Id", new { at = wished ? clock.Micro() : (long?)null, mine.Id }, cancel);

    /// <summary>The lines that came for what I told, the latest first.</summary>
    public async Task<IReadOnlyList<Thanks>> OfAsync(Telling mine, CancellationToken cancel)
    {
        var rows = await database.QueryAsync<(string Id, SealedText Line)>("select thanks_id, sealed from thanks where telling_id = @Id order by at desc, thanks_id", new { mine.Id }, cancel);
        return await keys.FindAsync(mine.KeyId, cancel) is { } key ? [.. rows.Select(r => new Thanks(r.Id, key.Open(r.Line, PlaceOf(r.Id))))] : [];
    }

    /// <summary>Lets one of them go. False: it is none of mine.</summary>
    public async Task<bool> LetGoAsync(Telling mine, string thanks, CancellationToken cancel) =>
        await database.ExecuteAsync("delete from thanks where thanks_id = @thanks and telling_id = @Id", new { thanks, mine.Id }, cancel) == 1;

    private async Task<(string Telling, string KeyId)?> FindAsync(string card, Me me, CancellationToken cancel) =>
        (await database.QueryAsync<(string, string)>(
            "select telling_id, key_id from telling where card_id = @card and state = 'shown' and thanks_wished_at is not null and teller_id <> @me",
            new { card, me = me.Person }, cancel)) is [var found] ? found : null;

    private static SealedPlace PlaceOf(string thanks) => new("thanks.sealed", thanks, 1);
}

/// <summary>A line of thanks, from nobody by name.</summary>
public sealed record Thanks(string Id, string Words);
