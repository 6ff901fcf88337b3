using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alongside.Library;
using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;
using Alongside.Platform.Time;

namespace Alongside.Space;

/// <summary>
/// A whole space in a file, and back again, here or in another house. <c>docs/space.md</c> publishes the shape. What others
/// wrote and whom it was shown is told in the file; it does not come back with it, since consent is given anew.
/// </summary>
internal sealed class Taking(Shelf shelf, Shares shares, Recordings recordings, Tellings tellings, Thanking thanking, Names names, KeyStore keys, Database database, TimeProvider clock)
{
    public const string Format = "alongside-space";
    public const int FormatVersion = 1;

    private const int MostVersions = 1_000;
    // An answer and a count for each card there may be, with room.
    private const int MostFields = 2_000;
    private const int MostProblems = 20;

    /// <summary>Strict: what is not quite what we write is refused, never guessed.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 12,
    };

    /// <summary>All pages with their older versions, replies and consents, one after the other.</summary>
    public async IAsyncEnumerable<TakenPage> PagesAsync(Me me, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var touched = (await database.QueryAsync<string>(
            """
            select p.page_id from page p
             where p.owner_id = @me
               and (exists (select 1 from share s where s.page_id = p.page_id) or exists (select 1 from reply r where r.page_id = p.page_id))
            """, new { me = me.Person }, cancel)).ToHashSet();
        var heard = await recordings.PagesAsync(me, cancel);
        await foreach (var page in shelf.AllAsync(me, cancel))
        {
            List<TakenVersion>? earlier = null;
            string? by = null;
            foreach (var line in page.Version > 1 ? await VersionView.OfAsync(await shelf.VersionsAsync(page, cancel), names, cancel) : [])
            {
                by = line.Version == page.Version ? line.By : by;
                if (line.Version != page.Version && await shelf.VersionAsync(page, line.Version, cancel) is { } body)
                {
                    (earlier ??= []).Add(new(line.Version, line.At, body.Fields, body.Steps, body.From, line.By, body.Recording));
                }
            }

            earlier?.Reverse();
            yield return new(
                page.Id.Value, page.Kind.Name, page.Version, Micros.ToTime(page.MadeAt), Micros.ToTime(page.ChangedAt), page.Body.Fields, page.Body.Steps, page.Body.From, earlier,
                touched.Contains(page.Id.Value) ? await RepliesAsync(page, cancel) : null,
                touched.Contains(page.Id.Value) ? await ConsentsAsync(page, cancel) : null, by, page.Body.Recording,
                heard.Contains(page.Id.Value) ? await RecordingsAsync(page, cancel) : null);
        }
    }

    /// <summary>Writes the file, page by page.</summary>
    public async Task WriteAsync(Stream into, Me me, CancellationToken cancel)
    {
        await using var writer = new Utf8JsonWriter(into, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", FormatVersion);
        writer.WriteString("exportedAt", clock.GetUtcNow());
        writer.WriteStartArray("pages");
        await foreach (var page in PagesAsync(me, cancel))
        {
            // Serializing into the writer would write to the line without waiting for it.
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(page, Json), skipInputValidation: true);
            await writer.FlushAsync(cancel);
        }

        writer.WriteEndArray();
        // To be read: what somebody told for the library stays there or not by their word in this house.
        writer.WriteStartArray("told");
        foreach (var told in await tellings.OfAsync(me, cancel))
        {
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(
                new TakenTelling(
                    told.Body.Title, told.Body.Name, told.Body.Notes, told.Body.Words, told.Body.Tags, told.Body.CardTitle, told.Body.CardWords, told.Body.Returned,
                    told.State.ToString().ToLowerInvariant(), Micros.ToTime(told.ConsentedAt), told.Body.Trail,
                    [.. (await thanking.OfAsync(told, cancel)).Select(line => line.Words)]), Json), skipInputValidation: true);
            await writer.FlushAsync(cancel);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Brings a file's pages back, as pages of mine: all of them, or none.</summary>
    public async Task<Bringing> BringAsync(Stream file, Me me, CancellationToken cancel)
    {
        TakenSpace? taken;
        try
        {
            taken = await JsonSerializer.DeserializeAsync<TakenSpace>(file, Json, cancel);
        }
        catch (JsonException)
        {
            return new Bringing.NotOurs();
        }

        if (taken is not { Format: Format, Version: FormatVersion, Pages: { } pages })
        {
            return new Bringing.NotOurs();
        }

        if (pages.Count + (await shelf.CountsAsync(me, cancel)).Values.Sum() > Shelf.MostPages)
        {
            return new Bringing.TooMany();
        }

        var problems = pages.Select((page, i) => (Row: i + 1, Wrong: WrongWith(page))).Where(p => p.Wrong is not null).Take(MostProblems)
            .Select(p => new BringingProblem(p.Row, p.Wrong!.Value)).ToList();
        if (problems.Count == 0 && pages.Select(p => p!.Id).Distinct().Count() != pages.Count)
        {
            problems.Add(new(0, BringingFault.Twice));
        }

        if (problems.Count == 0 && pages.Sum(p => (p!.Recordings ?? []).Sum(r => (long)r.Bytes.Length)) is var said and > 0
            && !await database.WriteAsync(w => Recordings.HasRoomAsync(w, me.Person, said), cancel))
        {
            return new Bringing.TooMuchSaid();
        }

        return problems.Count > 0 ? new Bringing.Refused(problems) : new Bringing.Brought(await InsertAsync([.. pages.Select(p => p!)], me, cancel));
    }

    private static BringingFault? WrongWith(TakenPage? page) => page switch
    {
        null => BringingFault.Shape,
        _ when page.Kind != PageKind.Own.Name && PageKind.Find(page.Kind) is null => BringingFault.Kind,
        _ when !PageId.TryParse(page.Id, null, out var id) || id.Value.Length == 0 || page.Version < 1 => BringingFault.Shape,
        _ when page.Earlier is { Count: > MostVersions } => BringingFault.TooLong,
        _ when (page.Earlier ?? []).Any(v => v.Version < 1 || v.Version >= page.Version)
            || (page.Earlier ?? []).Select(v => v.Version).Distinct().Count() != (page.Earlier?.Count ?? 0) => BringingFault.Shape,
        _ when !IsHeardWhole(page) => BringingFault.Shape,
        _ when (page.Recordings ?? []).Any(r => Recording.Of(r.Bytes)?.Type != r.Type) => BringingFault.Recording,
        _ when (page.Earlier ?? []).Select(v => new PageBody(v.Fields, v.Steps, v.From)).Append(new(page.Fields, page.Steps, page.From)).Any(b => !Fits(b)) => BringingFault.TooLong,
        _ => null,
    };

    // Each recording is said by a version as old as it or younger, and none is named that is not there.
    private static bool IsHeardWhole(TakenPage page)
    {
        var there = (page.Recordings ?? []).Select(r => r.Version).ToList();
        var said = (page.Earlier ?? []).Select(v => (v.Version, v.Recording)).Append((page.Version, page.Recording)).Where(v => v.Recording is not null).ToList();
        return there.Count == there.Distinct().Count() && there.ToHashSet().SetEquals(said.Select(v => v.Recording!.Value))
            && said.All(v => v.Recording >= 1 && v.Recording <= v.Version)
            && (there.Count == 0 || PageKind.Find(page.Kind) is { IsHeard: true });
    }

    private static bool Fits(PageBody body) =>
        body.Fields.Count <= MostFields && body.Fields.All(f => f.Key.Length <= 100 && Wording.Of(f.Value) is not null)
        && (body.Steps ?? []).Count <= 50 && (body.Steps ?? []).All(s => SmallStep.States.Contains(s.State) && Wording.Of(s.Words) is not null)
        && (body.From is null || (body.From.Card.Length <= 100 && body.From.Title.Length <= 500 && Wording.Of(body.From.Words) is not null));

    private async Task<int> InsertAsync(IReadOnlyList<TakenPage> pages, Me me, CancellationToken cancel)
    {
        // New ids: an id of the file may be somebody's already, and nobody is told whether it is.
        var ids = pages.ToDictionary(p => p.Id, _ => PageId.New());
        var made = await keys.MakeAsync([.. pages.Select(_ => Shelf.NewKeyId())], cancel);
        var sealedWith = pages.Zip(made).ToDictionary(p => p.First.Id, p => p.Second);
        // What I chose in the other house takes the place of what I chose here.
        var own = pages.Any(p => p.Kind == PageKind.Own.Name) ? (await shelf.OfKindAsync(PageKind.Own, me, cancel)).Select(p => p.KeyId).ToArray() : [];
        await database.WriteAsync(async w =>
        {
            foreach (var key in own)
            {
                await w.ExecuteAsync("delete from page_version where page_id in (select page_id from page where key_id = @key)", new { key });
                await w.ExecuteAsync("delete from page where key_id = @key and owner_id = @me", new { key, me = me.Person });
                await w.ExecuteAsync("insert into shred_due (key_id, due_at) values (@key, @now)", new { key, now = clock.Micro() });
            }

            foreach (var page in pages)
            {
                var (keyId, key) = sealedWith[page.Id];
                var id = ids[page.Id];
                await w.ExecuteAsync(
                    """
                    insert into page (page_id, owner_id, kind, key_id, version, made_at, changed_at)
                    values (@id, @owner, @Kind, @keyId, @Version, @made, @changed)
                    """,
                    new { id, owner = me.Person, page.Kind, keyId, page.Version, made = Micros.From(page.MadeAt), changed = Micros.From(page.ChangedAt) });
                foreach (var version in (page.Earlier ?? []).Append(new(page.Version, page.ChangedAt, page.Fields, page.Steps, page.From, null, page.Recording)))
                {
                    var body = new PageBody(
                        Moved(version.Fields, ids), version.Steps?.Select(s => s with { Words = Wording.Of(s.Words)! }).Where(s => s.Words.Length > 0).ToList(), version.From, version.Recording);
                    await Shelf.InsertVersionAsync(w, id, version.Version, Micros.From(version.At), key.Seal(body.Write(), id.Place(version.Version)), null);
                }

                foreach (var recording in page.Recordings ?? [])
                {
                    await Recordings.InsertAsync(w, id, recording.Version, key.Seal(recording.Bytes, id.PlaceOfRecording(recording.Version)));
                }
            }

            return pages.Count;
        }, cancel);
        return pages.Count(p => p.Kind != PageKind.Own.Name);
    }

    // A moment stands in a chapter by its id, and the chapters stand in their order by theirs; those are other ones now.
    private static Dictionary<string, string> Moved(IReadOnlyDictionary<string, string> fields, Dictionary<string, PageId> ids) =>
        fields.ToDictionary(f => f.Key, f =>
            f.Key == "chapter" && ids.TryGetValue(f.Value, out var moved) ? moved.Value
            : f.Key == ChapterOrder.Field ? string.Join(' ', f.Value.Split(' ').Where(ids.ContainsKey).Select(id => ids[id].Value))
            : Wording.Of(f.Value)!);

    private async Task<IReadOnlyList<TakenReply>?> RepliesAsync(OwnPage page, CancellationToken cancel)
    {
        var replies = (await ReplyView.OfAsync(await shares.RepliesAsync(page, cancel), names, cancel)).Select(r => new TakenReply(r.Name, r.At, r.Words)).ToList();
        return replies.Count == 0 ? null : replies;
    }

    private async Task<IReadOnlyList<TakenRecording>> RecordingsAsync(OwnPage page, CancellationToken cancel)
    {
        var taken = new List<TakenRecording>();
        foreach (var version in await recordings.OfAsync(page, cancel))
        {
            if (await recordings.FindAsync(page, version, cancel) is { } recording)
            {
                taken.Add(new(version, recording.Type, recording.Bytes));
            }
        }

        return taken;
    }

    private async Task<IReadOnlyList<TakenConsent>?> ConsentsAsync(OwnPage page, CancellationToken cancel)
    {
        var consents = new List<TakenConsent>();
        foreach (var (share, readings) in await shares.OfPageAsync(page, cancel))
        {
            consents.Add(new(
                Micros.ToTime(share.MadeAt), Micros.ToTime(share.EndsAt), [.. readings.Select(Micros.ToTime)],
                share.ReaderId is { } reader ? await names.OfAsync(reader, cancel) : null, share.RecalledAt is { } recalled ? Micros.ToTime(recalled) : null, share.Pen is not null ? true : null));
        }

        return consents.Count == 0 ? null : consents;
    }
}

/// <summary>The file as a whole.</summary>
internal sealed record TakenSpace(string Format, int Version, DateTimeOffset ExportedAt, IReadOnlyList<TakenPage?> Pages);

/// <summary>One page of the file: what it says now, and what it said before.</summary>
internal sealed record TakenPage(
    string Id, string Kind, long Version, DateTimeOffset MadeAt, DateTimeOffset ChangedAt, IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<SmallStep>? Steps = null, Provenance? From = null, IReadOnlyList<TakenVersion>? Earlier = null,
    IReadOnlyList<TakenReply>? Replies = null, IReadOnlyList<TakenConsent>? Consents = null, string? By = null,
    long? Recording = null, IReadOnlyList<TakenRecording>? Recordings = null);

internal sealed record TakenVersion(long Version, DateTimeOffset At, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<SmallStep>? Steps = null, Provenance? From = null,
    string? By = null, long? Recording = null);

/// <summary>What is said beside a page, in base64.</summary>
/// <param name="Version">With which it was kept; versions name it by this.</param>
internal sealed record TakenRecording(long Version, string Type, byte[] Bytes)
{
    [JsonIgnore]
    public string Address => $"data:{Type};base64,{Convert.ToBase64String(Bytes)}";
}

internal sealed record TakenTelling(
    string Title, string Name, string Notes, string Words, IReadOnlyList<string> Tags, string CardTitle, string CardWords, string Returned, string State, DateTimeOffset AgreedAt,
    IReadOnlyList<TrailStep>? Trail = null, IReadOnlyList<string>? Thanks = null);

internal sealed record TakenReply(string By, DateTimeOffset At, string Words);

internal sealed record TakenConsent(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<DateTimeOffset> Readings, string? Reader = null, DateTimeOffset? RecalledAt = null, bool? Pen = null);

/// <summary>What became of a file that was brought back.</summary>
internal abstract record Bringing
{
    internal sealed record Brought(int Pages) : Bringing;

    /// <summary>It is not a file this service wrote.</summary>
    internal sealed record NotOurs : Bringing;

    internal sealed record TooMany : Bringing;

    /// <summary>More recordings than a space holds.</summary>
    internal sealed record TooMuchSaid : Bringing;

    /// <summary>Some of its pages cannot be; none was brought.</summary>
    internal sealed record Refused(IReadOnlyList<BringingProblem> Problems) : Bringing;
}

/// <param name="Row">Which page of the file, counted from 1; 0: the file as a whole.</param>
public sealed record BringingProblem(int Row, BringingFault Fault);

public enum BringingFault
{
    Kind,
    Shape,
    TooLong,
    Twice,
    Recording,
}
