using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Alongside.Study.Decks;

/// <summary>Writes the SQLite file inside an Anki deck, in the form all versions read (schema 11). Times in it are seconds and milliseconds since 1970.</summary>
internal static class AnkiFile
{
    private const long ModelId = 1_600_000_000_002;

    public static void Write(string path, Deck deck, DateTimeOffset now)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        file.Open();
        file.Execute(
            """
            create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null, dty integer not null,
                usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null, dconf text not null, tags text not null);
            create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null,
                flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null);
            create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null,
                type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null,
                lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
            create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null,
                factor integer not null, time integer not null, type integer not null);
            create table graves (usn integer not null, oid integer not null, type integer not null);
            create index ix_notes_usn on notes (usn);
            create index ix_cards_usn on cards (usn);
            create index ix_cards_nid on cards (nid);
            create index ix_cards_sched on cards (did, queue, due);
            create index ix_revlog_cid on revlog (cid);
            """);
        var (seconds, milliseconds) = (now.ToUnixTimeSeconds(), now.ToUnixTimeMilliseconds());
        var deckId = 1_600_000_000_000 + Hash(deck.Id) % 100_000_000_000;
        file.Execute(
            "insert into col values (1, @seconds, @milliseconds, @milliseconds, 11, 0, 0, 0, @settings, @models, @decks, @options, '{}')",
            new { seconds, milliseconds, settings = Settings(deckId, deck.Cards.Count), models = Models(deckId, seconds), decks = DecksOf(deckId, deck.Name, seconds), options = Options });
        foreach (var (at, (card, sides)) in deck.Cards.Index())
        {
            var id = milliseconds + at;
            // What it is found and told apart by: its first side without any markup.
            var plain = sides.Front.Replace("\n", "", StringComparison.Ordinal);
            file.Execute(
                "insert into notes values (@id, @guid, @ModelId, @seconds, -1, '', @fields, @plain, @sum, 0, '')",
                new { id, guid = Guid(card), ModelId, seconds, fields = $"{Html(sides.Front)}\x1f{Html(sides.Back)}", plain, sum = Hash(plain) });
            file.Execute(
                "insert into cards values (@id, @id, @deckId, 0, @seconds, -1, 0, 0, @due, 0, 0, 0, 0, 0, 0, 0, 0, '')", new { id, deckId, seconds, due = at + 1 });
        }
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    // The same card has the same one whenever it is taken along: brought in again, it is found and not doubled. Our own id stays here.
    private static string Guid(string card) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(card)))[..16].ToLowerInvariant();

    // What Anki finds twins by: the first eight hex digits of SHA-1.
#pragma warning disable CA5350 // The form asks for it; nothing is kept safe by it.
    private static long Hash(string text) => Convert.ToInt64(Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(text)))[..8], 16);
#pragma warning restore CA5350

    private static string Models(long deckId, long seconds) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        [$"{ModelId}"] = new
        {
            id = ModelId, name = "Front and back", type = 0, mod = seconds, usn = -1, sortf = 0, did = deckId, latexPre = "", latexPost = "", vers = Array.Empty<int>(), tags = Array.Empty<string>(),
            flds = new[] { Field("Front", 0), Field("Back", 1) },
            tmpls = new[] { new { name = "Card 1", ord = 0, qfmt = "{{Front}}", afmt = "{{FrontSide}}<hr id=answer>{{Back}}", bqfmt = "", bafmt = "", did = (long?)null } },
            css = ".card { font-size: 20px; text-align: center; }", req = Needs,
        },
    });

    private static object Field(string name, int at) => new { name, ord = at, sticky = false, rtl = false, font = "Arial", size = 20, media = Array.Empty<string>() };

    private static string DecksOf(long deckId, string name, long seconds) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["1"] = DeckOf(1, "Default", seconds), [$"{deckId}"] = DeckOf(deckId, name, seconds),
    });

    private static string Settings(long deckId, int cards) => JsonSerializer.Serialize(new
    {
        activeDecks = new[] { deckId }, curDeck = deckId, curModel = $"{ModelId}", nextPos = cards + 1, sortType = "noteFld", sortBackwards = false, addToCur = true,
        newSpread = 0, dueCounts = true, estTimes = true, timeLim = 0, collapseTime = 1200,
    });

    private static object DeckOf(long id, string name, long seconds) => new
    {
        id, name, mod = seconds, usn = -1, lrnToday = new[] { 0, 0 }, revToday = new[] { 0, 0 }, newToday = new[] { 0, 0 }, timeToday = new[] { 0, 0 },
        collapsed = false, browserCollapsed = false, desc = "", dyn = 0, conf = 1, extendNew = 10, extendRev = 50,
    };

    private static readonly object[] Needs = [new object[] { 0, "all", new[] { 0 } }];

    private const string Options =
        """{"1":{"id":1,"name":"Default","mod":0,"usn":0,"maxTaken":60,"autoplay":true,"timer":0,"replayq":true,"dyn":false,"new":{"delays":[1,10],"ints":[1,4,7],"initialFactor":2500,"order":1,"perDay":20,"bury":true,"separate":true},"rev":{"perDay":100,"ease4":1.3,"fuzz":0.05,"minSpace":1,"ivlFct":1,"maxIvl":36500,"bury":true},"lapse":{"delays":[10],"mult":0,"minInt":1,"leechFails":8,"leechAction":0}}}""";
}
