using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alongside.Platform.Storage;
using Alongside.Study.Decks;
using Alongside.Study.Reviews;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Tests.Study;

public sealed partial class DeckTests
{
    [Theory, OnBothDatabases]
    public async Task Own_cards_come_up_among_the_others_and_are_nobody_elses(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        using var cleo = await house.CleoAsync();
        using var stella = await house.StellaAsync();
        var deck = await MakeAsync(ada, "Evening words");
        using var added = await ada.PostAsync(deck + "/cards", ("front", "What carries me?"), ("back", "Walking, and Jo."));
        using var half = await ada.PostAsync(deck + "/cards", ("front", "Only a front"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.StatusCode);

        var card = (await ada.AskedAsync())!;
        Assert.StartsWith("card-", card, StringComparison.Ordinal);
        // By the page's own button.
        var show = Regex.Match(await ada.Http.GetStringAsync($"/study/reviews?item={card}"), "name=\"shown\" value=\"(\\w+)\"").Groups[1].Value;
        Assert.Contains("Walking, and Jo.", await ada.Http.GetStringAsync($"/study/reviews?item={card}&shown={show}"), StringComparison.Ordinal);
        await ada.AnswerAsync(card, "good");
        Assert.NotEqual(card, await ada.AskedAsync());
        Assert.Equal(card, Assert.Single(await house.Services.GetRequiredService<StudyLog>().ReadAsync(ada.Id, default)).Item);

        foreach (var someone in new[] { cleo, stella })
        {
            foreach (var path in new[] { deck, deck + "/booklet", "/api" + deck + "/csv", "/api" + deck + "/apkg", $"/study/reviews?item={card}&shown=true" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await someone.Http.GetAsync(path)).StatusCode);
            }

            foreach (var act in new[] { "/cards", "/cards/removal", "/removal", "/sharing", "/recall" })
            {
                using var refused = await someone.PostAsync(deck + act, ("front", "x"), ("back", "y"), ("card", card));
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            }

            using var answered = await someone.PostAsync("/study/reviews", ("id", Guid.CreateVersion7().ToString()), ("item", card), ("answer", "good"));
            Assert.Equal(HttpStatusCode.NotFound, answered.StatusCode);
        }

        Assert.Contains("What carries me?", await ada.Http.GetStringAsync(deck), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_study_group_takes_copies_by_a_link_until_it_is_recalled(DatabaseKind on)
    {
        var clock = new TestClock();
        await using var house = await House.OpenAsync(on, b => b.Services.AddSingleton<TimeProvider>(clock));
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        using var nobody = house.Nobody();
        var deck = await MakeAsync(ada, "For us");
        using var added = await ada.PostAsync(deck + "/cards", ("front", "One"), ("back", "Two"));
        var link = await ShareAsync(ada, deck);
        Assert.Equal(HttpStatusCode.OK, (await nobody.Http.GetAsync(link)).StatusCode);

        using var taken = await ben.PostAsync(link);
        using var byStranger = await nobody.PostAsync(link);
        Assert.Equal(HttpStatusCode.SeeOther, byStranger.StatusCode);
        using var gone = await ada.PostAsync(deck + "/removal");
        // The copy is Ben's own, sealed with his key: it stays when hers goes.
        Assert.Contains("One", await ben.Http.GetStringAsync(taken.Headers.Location), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync(link)).StatusCode);

        var his = taken.Headers.Location!.ToString();
        var another = await ShareAsync(ben, his);
        using var recalled = await ben.PostAsync(his + "/recall");
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync(another)).StatusCode);
        var last = await ShareAsync(ben, his);
        clock.Move(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.Http.GetAsync(last)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.PostAsync(last)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A35_decks_come_and_go_as_tables_and_for_Anki_without_losing_a_letter(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        const string csv = "Front,Back\r\n\"=1+1, she said\",\"He said \"\"no\"\"\nand left\"\r\n-5,@home é 😀\r\n\r\n";

        using var brought = await ImportAsync(ada, "Tuesday.csv", Encoding.UTF8.GetBytes(csv));
        Assert.Equal(HttpStatusCode.SeeOther, brought.StatusCode);
        var deck = brought.Headers.Location!.ToString();
        var table = await ada.Http.GetStringAsync("/api" + deck + "/csv");
        Assert.Contains("\"'=1+1, she said\",\"He said \"\"no\"\"\nand left\"", table, StringComparison.Ordinal);
        Assert.Contains("\"'-5\",\"'@home é 😀\"", table, StringComparison.Ordinal);
        using var again = await ImportAsync(ada, "again.csv", Encoding.UTF8.GetBytes(table));
        var anki = await ada.Http.GetByteArrayAsync("/api" + deck + "/apkg");
        using var fromAnki = await ImportAsync(ada, "again.apkg", anki);

        var store = house.Services.GetRequiredService<DeckStore>();
        var decks = new List<Deck>();
        foreach (var one in new[] { brought, again, fromAnki })
        {
            decks.Add((await store.FindAsync(ada.Id, one.Headers.Location!.ToString().Split('/')[^1], default))!);
        }

        Assert.Equal("Tuesday", decks[0].Name);
        Assert.Equal([new Sides("=1+1, she said", "He said \"no\"\nand left"), new Sides("-5", "@home é 😀")], decks[0].Cards.Select(c => c.Sides));
        Assert.All(decks, d => Assert.Equal(decks[0].Cards.Select(c => c.Sides), d.Cards.Select(c => c.Sides)));
    }

    // The form is the one that Anki publishes as schema 11; names and order of the columns are read here by themselves.
    [Fact]
    public void A35_what_is_taken_along_for_Anki_has_its_published_form()
    {
        var deck = new Deck("d", "Tuesday & <b>", [("one", new("a <b> & \"c\"\nd", "e\nf 😀")), ("two", new("g", "h"))]);
        var now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        using var file = Unpacked(Anki.Write(deck, now));

        Assert.Equal("ok", file.ExecuteScalar<string>("pragma integrity_check"));
        foreach (var (table, columns) in new[]
        {
            ("col", "id crt mod scm ver dty usn ls conf models decks dconf tags"),
            ("notes", "id guid mid mod usn tags flds sfld csum flags data"),
            ("cards", "id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data"),
            ("revlog", "id cid usn ease ivl lastIvl factor time type"),
            ("graves", "usn oid type"),
        })
        {
            Assert.Equal((table, columns), (table, string.Join(' ', file.Query<string>($"select name from pragma_table_info('{table}') order by cid"))));
        }

        var (ver, mod, models, decks, options, settings) = file.QuerySingle<(long, long, string, string, string, string)>("select ver, mod, models, decks, dconf, conf from col");
        Assert.Equal((11, now.ToUnixTimeMilliseconds()), (ver, mod));
        var model = Assert.Single(JsonDocument.Parse(models).RootElement.EnumerateObject());
        Assert.Equal(["Front", "Back"], model.Value.GetProperty("flds").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Contains("{{Front}}", model.Value.GetProperty("tmpls")[0].GetProperty("qfmt").GetString(), StringComparison.Ordinal);
        var named = JsonDocument.Parse(decks).RootElement.EnumerateObject().ToDictionary(d => d.Name, d => d.Value.GetProperty("name").GetString());
        Assert.True(JsonDocument.Parse(options).RootElement.TryGetProperty("1", out _));
        Assert.Equal(3, JsonDocument.Parse(settings).RootElement.GetProperty("nextPos").GetInt32());
        var notes = file.Query<(long Id, string Guid, long Mid, long Mod, string Fields, string Sort, long Sum)>("select id, guid, mid, mod, flds, sfld, csum from notes order by id").ToList();
        Assert.Equal(2, notes.Select(n => n.Guid).Distinct().Count());
        Assert.All(notes, n => Assert.Equal((model.Name, now.ToUnixTimeSeconds()), (n.Mid.ToString(CultureInfo.InvariantCulture), n.Mod)));
        Assert.Equal("a &lt;b&gt; &amp; &quot;c&quot;<br>d\u001fe<br>f &#128512;", notes[0].Fields);
        // SHA-1 of "g" begins with 54fd1711.
        Assert.Equal(("a <b> & \"c\"d", "g", 0x54FD1711L), (notes[0].Sort, notes[1].Sort, notes[1].Sum));
        var cards = file.Query<(long Nid, long Did, long Ord, long Queue)>("select nid, did, ord, queue from cards order by id").ToList();
        Assert.Equal(notes.Select(n => n.Id), cards.Select(c => c.Nid));
        Assert.All(cards, c => Assert.Equal(("Tuesday & <b>", 0L, 0L), (named[c.Did.ToString(CultureInfo.InvariantCulture)], c.Ord, c.Queue)));

        // A week later it is the same note to whoever brings it in again.
        using var later = Unpacked(Anki.Write(deck, now.AddDays(7)));
        Assert.Equal(notes.Select(n => n.Guid), later.Query<string>("select guid from notes order by id"));
        Assert.Equal(deck.Cards.Select(c => c.Sides), Assert.IsType<Importing.Read>(Anki.Read(Anki.Write(deck, now))).Cards);
    }

    [Theory]
    [InlineData("a,b\nonly a front\n", "2:NoBack")]
    [InlineData("a,b\n,no front\nx,y,z\n\"open,quote", "2:NoFront 3:TooManyColumns 4:OpenQuote")]
    [InlineData("\n\n", ":Empty")]
    [InlineData("a\0,b", ":NotUtf8")]
    public void A36_a_broken_table_names_its_rows_and_nothing_is_taken(string csv, string problems) =>
        Assert.Equal(problems, Problems(Csv.Read(Encoding.UTF8.GetBytes(csv))));

    [Fact]
    public void A36_wrong_letters_too_many_rows_and_too_long_sides_are_refused()
    {
        Assert.Equal(":NotUtf8", Problems(Csv.Read([0x61, 0xFF, 0x2C, 0x62])));
        Assert.Equal(":TooMany", Problems(Csv.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_000_000).Select(_ => "a,b\n"))))));
        Assert.Equal("1:TooLong", Problems(Csv.Read(Encoding.UTF8.GetBytes(new string('x', 3_000) + ",b"))));
        Assert.Equal(new Sides("plain", "text"), Assert.Single(Assert.IsType<Importing.Read>(Csv.Read(Encoding.UTF8.GetBytes("pl\u202Eai\u200Bn,te\u0007xt"))).Cards));
    }

    [Fact]
    public void A36_a_hostile_Anki_file_is_refused_and_leaves_nothing_behind()
    {
        const string col = "create table notes (id integer primary key, flds text);";
        var before = Directory.GetDirectories(Path.GetTempPath(), "alongside-deck-*").Length;

        Assert.Equal(new Sides("a <b> & c\nd", "e"), Assert.Single(Assert.IsType<Importing.Read>(Anki.Read(Packed(Database(col + "insert into notes values (1, 'a &lt;b&gt; &amp; c<br>d' || char(31) || '<i onclick=x>e</i><script>alert(1)</script>')")))).Cards));
        Assert.Equal(":NotADeck", Problems(Anki.Read([.. "PK"u8, 1, 2, 3])));
        Assert.Equal(":NotADeck", Problems(Anki.Read(Packed([.. "SQLite format 3\0"u8, .. new byte[4096]]))));
        Assert.Equal(":NotADeck", Problems(Anki.Read(Zip(("../../evil", [1])))));
        Assert.Equal(":NewerForm", Problems(Anki.Read(Zip(("collection.anki21b", [1]), ("collection.anki2", [1])))));
        Assert.Equal(":Media", Problems(Anki.Read(Zip(("collection.anki2", Database(col)), ("media", "{\"0\":\"a.png\"}"u8.ToArray())))));
        Assert.Equal("1:Media", Problems(Anki.Read(Packed(Database(col + "insert into notes values (1, 'a<img src=x>' || char(31) || 'b')")))));
        // 200 MB of nothing in a few hundred KB.
        Assert.Equal(":TooLarge", Problems(Anki.Read(Zip(("collection.anki2", new byte[200_000_000])))));
        // Notes that are no table: what they say would be run by reading them.
        Assert.Equal(":NotADeck", Problems(Anki.Read(Packed(Database("create view notes as select 1 as id, hex(zeroblob(900000000)) as flds")))));
        Assert.Equal(":NotADeck", Problems(Anki.Read(Packed(Database("create view notes as with recursive n(i) as (select 1 union all select i + 1 from n) select i as id, 'a' || char(31) || 'b' as flds from n")))));
        Assert.Equal(":NotADeck", Problems(Anki.Read(Packed(Database("create table notes (id integer primary key, x text, flds text as (hex(zeroblob(1000000)))); insert into notes (id) values (1)")))));
        Assert.Equal(":NotADeck", Problems(Anki.Read(Packed(Database(col + "insert into notes values (1, hex(zeroblob(2000000)))")))));
        Assert.Equal(":Empty", Problems(Anki.Read(Packed(Database(col)))));

        Assert.Equal(before, Directory.GetDirectories(Path.GetTempPath(), "alongside-deck-*").Length);
    }

    [Theory, OnBothDatabases]
    public async Task A36_a_refused_file_says_why_and_nothing_of_it_is_kept(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();

        using var refused = await ImportAsync(ada, "half.csv", "good,card\nonly a front\n"u8.ToArray());
        using var none = await ada.Http.PostAsync("/study/decks/import", new MultipartFormDataContent { { new StringContent("x"), "other" } });
        using var large = await ImportAsync(ada, "large.csv", new byte[9 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Row 2: There is no back.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.InRange((int)none.StatusCode, 400, 422);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(0, await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from study_card", null, default)
            + await house.Services.GetRequiredService<Database>().FindAsync<long>("select count(*) from study_deck", null, default));
    }

    [Theory, OnBothDatabases]
    public async Task F28_letting_go_shreds_the_key_and_whoever_begins_again_gets_another(DatabaseKind on)
    {
        await using var house = await House.OpenAsync(on);
        using var ada = await house.AdaAsync();
        var deck = await MakeAsync(ada, "Before");
        var first = await KeyAsync(house);

        using var gone = await ada.PostAsync("/study/letting-go");
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Http.GetAsync(deck)).StatusCode);
        Assert.Null(await KeyAsync(house));
        await MakeAsync(ada, "After");

        Assert.NotEqual(first, await KeyAsync(house));
        Assert.NotNull(await house.Services.GetRequiredService<Alongside.Platform.Sealing.KeyDatabase>().Database.FindAsync<string>("select key_id from shredded_key where key_id = @first", new { first }, default));
    }

    private static Task<string?> KeyAsync(House house) => house.Services.GetRequiredService<Database>().FindAsync<string>("select key_id from study_key", null, default);

    private static SqliteConnection Unpacked(byte[] packed)
    {
        using var zip = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read);
        Assert.Equal(["collection.anki2", "media"], zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        using (var media = new StreamReader(zip.GetEntry("media")!.Open()))
        {
            Assert.Equal("{}", media.ReadToEnd());
        }

        var path = Path.GetTempFileName();
        zip.GetEntry("collection.anki2")!.ExtractToFile(path, overwrite: true);
        using var onDisk = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly");
        onDisk.Open();
        var inMemory = new SqliteConnection("Data Source=:memory:");
        inMemory.Open();
        onDisk.BackupDatabase(inMemory);
        onDisk.Close();
        File.Delete(path);
        return inMemory;
    }

    private static string Problems(Importing importing) =>
        string.Join(' ', Assert.IsType<Importing.Refused>(importing).Problems.Select(p => $"{p.Row}:{p.Fault}"));

    private static async Task<string> MakeAsync(Someone someone, string name)
    {
        using var made = await someone.PostAsync("/study/decks", ("name", name));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        return made.Headers.Location!.ToString();
    }

    private static async Task<string> ShareAsync(Someone someone, string deck)
    {
        using var shared = await someone.PostAsync(deck + "/sharing");
        return Link().Match(await shared.Content.ReadAsStringAsync()).Value;
    }

    private static async Task<HttpResponseMessage> ImportAsync(Someone someone, string name, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/study/decks/import")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } },
        };
        request.Headers.ExpectContinue = true;
        return await someone.Http.SendAsync(request);
    }

    private static byte[] Packed(byte[] database) => Zip(("collection.anki2", database), ("media", "{}"u8.ToArray()));

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var to = zip.CreateEntry(name).Open();
                to.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Database(string sql)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = new SqliteConnection($"Data Source={path};Pooling=False"))
            {
                file.Open();
                file.Execute(sql);
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("/study/shared/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
