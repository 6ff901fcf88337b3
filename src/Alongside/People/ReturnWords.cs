using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Alongside.Platform.Hosting;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.People;

/// <summary>
/// Eight plain words that let somebody come back on another device, without an account or an address. At 2,299 words to
/// choose from they hold 89 bits, so a keyed hash is enough to keep; nobody guesses them through a lock.
/// </summary>
internal sealed partial class ReturnWords(Database database, MasterKey master, Sessions sessions, TimeProvider clock)
{
    public const int Count = 8;

    private static readonly string[] List = ReadList();
    private static readonly FrozenSet<string> Known = List.ToFrozenSet();

    // Slowed after five wrong tries, locked after twenty in a day; and all networks together, against many at once.
    private readonly Buckets<string> slowed = new(clock, 5, TimeSpan.FromSeconds(30));
    private readonly Buckets<string> locked = new(clock, 20, TimeSpan.FromHours(1.2));
    private readonly Buckets<string> together = new(clock, 300, TimeSpan.FromSeconds(1));

    /// <summary>All words there are, in order.</summary>
    public static IReadOnlyList<string> All => List;

    /// <summary>So long whoever has the words can say no when a session alone asks for others.</summary>
    public static readonly TimeSpan LostFor = TimeSpan.FromDays(7);

    // A page that was closed before they were written down.
    private static readonly TimeSpan NotYetWritten = TimeSpan.FromHours(1);

    /// <summary>Makes words for whoever has none, or others in the place of those that are there.</summary>
    /// <param name="me">Who asks.</param>
    /// <param name="old">The words they have now, as typed.</param>
    /// <param name="network">Where it was typed.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Making> MakeAsync(Me me, string? old, string network, CancellationToken cancel) =>
        await StandingOfAsync(me, cancel) is { AsksForOld: true } ? string.IsNullOrWhiteSpace(old) ? new Making.AsksForOld()
            : await AreOfAsync(me.Person, old, network, cancel) ? new Making.Made(await ReplaceAsync(me.Person, me.Session, cancel))
            : new Making.NotThese()
        : new Making.Made(await ReplaceAsync(me.Person, me.Session, cancel));

    /// <summary>Puts new words in the place of what was there; the old ones open nothing any more.</summary>
    /// <returns>The words, to be shown once.</returns>
    public async Task<string> ReplaceAsync(PersonId person, string session, CancellationToken cancel)
    {
        var words = string.Join(' ', RandomNumberGenerator.GetItems<string>(List, Count));
        await database.ExecuteAsync(
            """
            insert into return_words (person_id, lookup, made_at, made_in) values (@person, @lookup, @now, @session)
                on conflict (person_id) do update set lookup = excluded.lookup, made_at = excluded.made_at, made_in = excluded.made_in, lost_at = null
            """, new { person, lookup = LookupOf(words), now = clock.Micro(), session }, cancel);
        return words;
    }

    /// <summary>Whether this person has return words.</summary>
    public async Task<bool> HasAsync(PersonId person, CancellationToken cancel) =>
        await database.FindAsync<long>("select count(*) from return_words where person_id = @person", new { person }, cancel) > 0;

    /// <summary>What stands between this session and other words.</summary>
    public async Task<WordsStanding> StandingOfAsync(Me me, CancellationToken cancel)
    {
        if (await database.FindAsync<Row>("select made_at, made_in, lost_at from return_words where person_id = @Person", new { me.Person }, cancel) is not { } row)
        {
            return new WordsStanding(false, false, null);
        }

        var now = clock.Micro();
        var mine = row.MadeIn == me.Session && now - row.MadeAt < Micros.Of(NotYetWritten);
        long? from = row.LostAt is { } lost ? lost + Micros.Of(LostFor) : null;
        return new WordsStanding(true, !mine && !(from <= now), from > now ? Micros.ToTime(from.Value) : null);
    }

    /// <summary>The words are lost: after a while others can be made without them.</summary>
    public Task LoseAsync(PersonId person, CancellationToken cancel) => database.ExecuteAsync(
        "update return_words set lost_at = @now where person_id = @person and lost_at is null", new { person, now = clock.Micro() }, cancel);

    /// <summary>They are not lost, or it was somebody else who said so.</summary>
    public Task FindAgainAsync(PersonId person, CancellationToken cancel) => database.ExecuteAsync(
        "update return_words set lost_at = null where person_id = @person and lost_at is not null", new { person }, cancel);

    /// <summary>Whether these are this person's words: for what a borrowed session alone may not do. Slowed like coming back.</summary>
    public async Task<bool> AreOfAsync(PersonId person, string typed, string network, CancellationToken cancel)
    {
        if ((locked.Take(network) ?? slowed.Take(network)) is not null)
        {
            return false;
        }

        var same = await database.FindAsync<long>(
            "select count(*) from return_words where person_id = @person and lookup = @lookup",
            new { person, lookup = LookupOf(string.Join(' ', WordsOf(typed))) }, cancel) > 0;
        if (same)
        {
            locked.GiveBack(network);
            slowed.GiveBack(network);
            await FindAgainAsync(person, cancel).OrLaterAsync(clock);
        }

        return same;
    }

    /// <summary>Lets a device in as whoever has these words.</summary>
    /// <param name="typed">As it was typed: any case, any spaces, commas and line ends.</param>
    /// <param name="network">Where it was typed.</param>
    /// <param name="device">What the device is called in the list of sessions.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Returning> ReturnAsync(string typed, string network, string device, CancellationToken cancel)
    {
        var words = WordsOf(typed);
        if (words.Count != Count)
        {
            return new Returning.NotEight(words.Count);
        }

        // The list is open, so telling which word is not in it tells nothing about anybody's words.
        if (words.FirstOrDefault(word => !Known.Contains(word)) is { } unknown)
        {
            return new Returning.NotOurWord(unknown);
        }

        if ((locked.Take(network) ?? slowed.Take(network) ?? together.Take("")) is { } wait)
        {
            return new Returning.Later(wait);
        }

        var person = await database.FindAsync<PersonId?>(
            "select person_id from return_words where lookup = @lookup", new { lookup = LookupOf(string.Join(' ', words)) }, cancel);
        if (person is null)
        {
            return new Returning.Nobody();
        }

        locked.GiveBack(network);
        slowed.GiveBack(network);
        together.GiveBack("");
        await FindAgainAsync(person.Value, cancel).OrLaterAsync(clock);
        return new Returning.Back(await sessions.OpenAsync(person.Value, device, cancel));
    }

    /// <summary>The words in what somebody typed.</summary>
    public static IReadOnlyList<string> WordsOf(string typed) =>
        [.. Letters().Matches(typed.ToLowerInvariant()).Select(m => m.Value)];

    private string LookupOf(string words) => master.LookupOf("return words", words);

    private static string[] ReadList() =>
        EmbeddedFiles.Text("ReturnWords.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Letters();

    private sealed record Row(long MadeAt, string? MadeIn, long? LostAt);
}

/// <summary>What stands between a session and other return words.</summary>
/// <param name="Has">There are words.</param>
/// <param name="AsksForOld">Other words are made only for whoever types these.</param>
/// <param name="LostUntil">They were said to be lost: from then on others can be made without them.</param>
public sealed record WordsStanding(bool Has, bool AsksForOld, DateTimeOffset? LostUntil);

/// <summary>What became of a wish for return words.</summary>
internal abstract record Making
{
    /// <param name="Words">To be shown once.</param>
    internal sealed record Made(string Words) : Making;

    /// <summary>There are some: whoever has them can have others.</summary>
    internal sealed record AsksForOld : Making;

    /// <summary>What was typed is not what there is.</summary>
    internal sealed record NotThese : Making;
}

/// <summary>What became of somebody who typed return words.</summary>
internal abstract record Returning
{
    /// <summary>They are let in with this token.</summary>
    internal sealed record Back(string Token) : Returning;

    internal sealed record NotEight(int Words) : Returning;

    internal sealed record NotOurWord(string Word) : Returning;

    /// <summary>These are nobody's words.</summary>
    internal sealed record Nobody : Returning;

    internal sealed record Later(TimeSpan Wait) : Returning;
}
